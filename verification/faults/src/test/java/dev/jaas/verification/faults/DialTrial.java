package dev.jaas.verification.faults;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import dev.jaas.verification.faults.TrialPlan.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Dials, again and again, while the server and the network misbehave at random moments. Each worker has a port and a client
 * of its own, so that a server knows which trial comes next; all share the transport.
 */
final class DialTrial implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final int WORKERS = 16;
    private static final int WARM_UPS = 10;
    private static final Duration NEVER = Duration.ofSeconds(30);
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("trial"), TestSigner.KEY_ID.appId());

    /** Kept, since a logger that nobody holds forgets its level; it warns of every unknown outcome. */
    private static final Logger LOGGER = Logger.getLogger("dev.jaas.client");

    /** How a command is given to the client. */
    interface Dialler {
        CompletableFuture<CommandReceipt> dial(JaasClient client, JaasCommand command);
    }

    private final TrialLedger ledger;
    private final Metronome metronome = Metronome.start();
    private final TrialServer server;
    private final Dialler dialler;
    private final List<JaasClient> clients = new ArrayList<>();
    private final Socket bound = new Socket(); // and not listening
    private final JaasClient refused;

    private DialTrial(HttpTransport transport, Dialler dialler, TrialLedger ledger) throws Exception {
        this.ledger = ledger;
        this.dialler = dialler;
        LOGGER.setLevel(Level.OFF);
        server = new TrialServer(WORKERS, ledger::plan, ledger::read, ledger::redirected);
        TestSigner signer = new TestSigner();
        for (int worker = 0; worker < WORKERS; worker++) {
            clients.add(client(signer, transport, server.port(worker).uri()));
        }
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        refused = client(signer, transport, URI.create("http://127.0.0.1:" + bound.getLocalPort()));
    }

    /** Runs the trials of a seed and says what came of them. */
    static TrialLedger run(HttpTransport transport, Dialler dialler, long seed, int trials) throws Exception {
        TrialLedger ledger = new TrialLedger(seed, trials);
        try (DialTrial trial = new DialTrial(transport, dialler, ledger)) {
            trial.run();
        }
        return ledger;
    }

    @Override
    public void close() throws IOException {
        refused.close();
        clients.forEach(JaasClient::close);
        bound.close();
        server.close();
        metronome.close();
    }

    private void run() throws Exception {
        warmUp();
        long start = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                work.add(workers.submit(() -> work(worker)));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
        ledger.took(System.nanoTime() - start);
        server.settle();
    }

    /** Signs, connects and loads classes: what a JVM does once is not what is on trial. */
    private void warmUp() {
        refused.adminToken().join();
        for (int i = 0; i < WARM_UPS; i++) {
            for (JaasClient client : clients) {
                client.adminToken()
                        .thenCompose(token -> client.execute(Commands.BAN_USER))
                        .exceptionally(failure -> null)
                        .join();
            }
        }
    }

    private void work(int worker) {
        for (int index = worker; index < ledger.trials(); index += WORKERS) {
            TrialPlan plan = ledger.plan(index);
            server.port(worker).expect(plan);
            dial(plan, plan.trouble() == Trouble.REFUSED ? refused : clients.get(worker));
        }
    }

    private void dial(TrialPlan plan, JaasClient client) {
        JaasCommand command = new DialOutParticipant(ROOM, plan.identity());
        AtomicLong end = new AtomicLong();
        long start = System.nanoTime();
        CompletableFuture<CommandReceipt> future = dialler.dial(client, command);
        CompletableFuture<CommandReceipt> timed = future.whenComplete((receipt, failure) -> end.set(System.nanoTime()));
        Verdict verdict = null;
        try {
            verdict = Verdict.of(await(plan, future, timed), null);
        } catch (ExecutionException | CompletionException e) {
            if (JaasException.in(e) != null) {
                verdict = Verdict.of(null, e);
            } else if (!future.isCancelled()) {
                ledger.odd(plan.index(), "ended with " + e.getCause());
            }
        } catch (TimeoutException e) {
            ledger.odd(plan.index(), "never ended");
            future.cancel(true);
        } catch (InterruptedException e) {
            throw new CancellationException("the trial was interrupted");
        }
        long elapsed = end.get() - start;
        long deadline = DEADLINE.toNanos();
        long lost = elapsed <= deadline
                ? 0
                : metronome.lost(start + deadline, end.get()).toNanos();
        ledger.told(plan.index(), verdict, elapsed, lost);
    }

    private static CommandReceipt await(
            TrialPlan plan, CompletableFuture<CommandReceipt> future, CompletableFuture<CommandReceipt> timed)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (plan.cancelAfter() != TrialPlan.NOT_CANCELLED) {
            try {
                return timed.get(plan.cancelAfter(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException inTime) {
                future.cancel(true);
            }
        }
        return timed.get(NEVER.toSeconds(), TimeUnit.SECONDS);
    }

    private static JaasClient client(TestSigner signer, HttpTransport transport, URI baseUrl) {
        return JaasClient.builder(signer, transport)
                .baseUrl(baseUrl)
                .callTimeout(DEADLINE)
                .attemptTimeout(DEADLINE)
                .build();
    }
}

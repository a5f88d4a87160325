// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.JaasException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.RoomName;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.StallDetector;
import dev.jaas.verification.faults.TestSigner;
import dev.jaas.verification.faults.Verdict;
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
 * Executes dial-outs while the server and the network misbehave at random moments. Each worker has its own port and client, so
 * that the server knows which trial comes next; all share the transport.
 */
final class DialTrial implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Of the transport. */
    static final TransportSettings SETTINGS = TransportSettings.builder()
            .trustedCertificates(List.of(TlsTrialServer.certificate()))
            .build();

    private static final int WORKERS = 16;
    private static final int WARM_UPS = 10;
    private static final JaasCommand WARM_UP = Examples.COMMANDS.get(0);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("trial"), TestSigner.KEY_ID.appId());

    /** Referenced, since a collected logger loses its level. The client logs a warning for every unknown outcome. */
    private static final Logger LOGGER = Logger.getLogger("dev.jaas.client");

    /** How a caller executes a command. */
    interface Dialler {
        CompletableFuture<CommandReceipt> dial(JaasClient client, JaasCommand command);
    }

    private final TrialLedger ledger;
    private final StallDetector stalls = StallDetector.start();
    private final TrialServer server;
    private final Dialler dialler;
    private final List<JaasClient> clients = new ArrayList<>();
    private final Socket bound = new Socket(); // bound, but not listening
    private final JaasClient refused;
    private final TlsTrialServer tlsServer;
    private final JaasClient tls;

    private DialTrial(HttpTransport transport, Dialler dialler, TrialLedger ledger) throws Exception {
        this.ledger = ledger;
        this.dialler = dialler;
        LOGGER.setLevel(Level.OFF);
        server = new TrialServer(WORKERS, ledger::plan, ledger::received, ledger::redirected);
        TestSigner signer = new TestSigner();
        for (int worker = 0; worker < WORKERS; worker++) {
            clients.add(client(signer, transport, server.port(worker).uri()));
        }
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        refused = client(signer, transport, URI.create("http://127.0.0.1:" + bound.getLocalPort()));
        tlsServer = new TlsTrialServer(ledger::plan, ledger::received);
        tls = client(signer, transport, tlsServer.uri());
    }

    /** Runs the trials of a seed and returns their results. */
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
        tls.close();
        tlsServer.close();
        clients.forEach(JaasClient::close);
        bound.close();
        server.close();
        stalls.close();
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

    /** Signs, connects and loads classes, so that no trial pays for what a JVM does only once. */
    private void warmUp() {
        refused.execute(WARM_UP).exceptionally(failure -> null).join();
        tls.execute(WARM_UP).exceptionally(failure -> null).join();
        for (int i = 0; i < WARM_UPS; i++) {
            for (JaasClient client : clients) {
                client.execute(WARM_UP).exceptionally(failure -> null).join();
            }
        }
    }

    private void work(int worker) {
        for (int index = worker; index < ledger.trials(); index += WORKERS) {
            TrialPlan plan = ledger.plan(index);
            server.port(worker).expect(plan);
            dial(
                    plan,
                    switch (plan.fault()) {
                        case REFUSED -> refused;
                        case TLS_AFTER_READING -> tls;
                        default -> clients.get(worker);
                    });
        }
    }

    private void dial(TrialPlan plan, JaasClient client) {
        JaasCommand command = new DialOutParticipant(ROOM, plan.phoneNumber());
        AtomicLong end = new AtomicLong();
        long start = System.nanoTime();
        CompletableFuture<CommandReceipt> future = dialler.dial(client, command);
        CompletableFuture<CommandReceipt> timed = future.whenComplete((receipt, failure) -> end.set(System.nanoTime()));
        Verdict verdict = null;
        try {
            verdict = Verdict.of(await(plan, future, timed), null);
        } catch (ExecutionException | CompletionException e) {
            if (JaasException.find(e) != null) {
                verdict = Verdict.of(null, e);
            } else if (!future.isCancelled()) {
                ledger.unexpected(plan.index(), "ended with " + e.getCause());
            }
        } catch (TimeoutException e) {
            ledger.unexpected(plan.index(), "never ended");
            future.cancel(true);
        } catch (InterruptedException e) {
            throw new CancellationException("the trial was interrupted");
        }
        long elapsed = end.get() - start;
        long deadline = DEADLINE.toNanos();
        long stalled = elapsed <= deadline
                ? 0
                : stalls.stalledBetween(start + deadline, end.get()).toNanos();
        ledger.ended(plan.index(), verdict, elapsed, stalled);
    }

    private static CommandReceipt await(
            TrialPlan plan, CompletableFuture<CommandReceipt> future, CompletableFuture<CommandReceipt> timed)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (plan.cancelAfter() != TrialPlan.NOT_CANCELLED) {
            try {
                return timed.get(plan.cancelAfter(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                future.cancel(true);
            }
        }
        return timed.get(MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static JaasClient client(TestSigner signer, HttpTransport transport, URI baseUrl) {
        return JaasClient.builder(signer, transport)
                .baseUrl(baseUrl)
                .commandTimeout(DEADLINE)
                .attemptTimeout(DEADLINE)
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More commands than the transport has permits for. */
@Timeout(120)
class ManyCommandsTest {

    @Test
    void execute_moreThanThePermits_waitInOrder() throws InterruptedException {
        try (Rig rig = new Rig(2).warm()) {
            List<CompletableFuture<CommandReceipt>> futures =
                    Commands.ALL.stream().map(rig::execute).toList();
            assertThat(rig.transport.requests()).hasSize(2);

            for (int i = 0; i < futures.size(); i++) {
                rig.transport.exchange(i).respond(200);
                assertThat(futures.get(i)).isCompleted();
            }

            assertThat(rig.transport.maxInFlight()).isEqualTo(2);
            assertThat(rig.transport.requests().get(2).uri().getPath()).endsWith("/meeting");
        }
    }

    @Test
    void execute_moreThanMayWait_isNotDeliveredAtOnce() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            rig.execute(Commands.KICK);
            List<CompletableFuture<CommandReceipt>> waiting = IntStream.range(0, 10_000)
                    .mapToObj(i -> rig.execute(Commands.KICK))
                    .toList();

            assertThat(Rig.failureOf(rig.execute(Commands.KICK)))
                    .isInstanceOf(CommandNotDeliveredException.class)
                    .hasMessageContaining("too many commands are waiting for a free connection");
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            waiting.get(5_000).cancel(true);
            assertThat(rig.execute(Commands.KICK)).isNotDone();
        }
    }

    @Test
    void execute_whosePermitDoesNotCome_isNotDeliveredAtTheDeadline() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            rig.execute(Commands.DIAL_OUT);
            CompletableFuture<CommandReceipt> waiting = rig.execute(Commands.DIAL_OUT);

            rig.time.advance(Duration.ofSeconds(10).minusNanos(1));
            assertThat(waiting).isNotDone();
            rig.time.advance(Duration.ofNanos(1));

            assertThat(Rig.failureOf(waiting)).isInstanceOf(CommandNotDeliveredException.class);
            assertThat(rig.transport.requests()).hasSize(1);
        }
    }

    @Test
    void execute_aRetry_returnsItsPermitForThePause() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            rig.transport.then(ScriptedTransport.respond(503), ScriptedTransport.silence());

            rig.execute(Commands.KICK);
            CompletableFuture<CommandReceipt> other = rig.execute(Commands.DESTROY);
            rig.time.advance(Duration.ofMillis(100));

            assertThat(rig.transport.requests()).hasSize(2);
            rig.transport.exchange(1).respond(200);
            assertThat(other).isCompleted();
            assertThat(rig.transport.requests()).hasSize(3);
            assertThat(rig.transport.maxInFlight()).isEqualTo(1);
        }
    }

    /** Real executors and real time: responses, failures, cancellations and retries all at once. */
    @Test
    void execute_fromManyThreads_everyCommandEndsOnceWithinThePermits() throws Exception {
        int permits = 4;
        int each = 2_000;
        ExecutorService network = Executors.newFixedThreadPool(3);
        ScriptedTransport transport = new ScriptedTransport(permits)
                .always(ScriptedTransport.doing(exchange ->
                        carryOut(exchange, network, ThreadLocalRandom.current().nextInt(20))));
        AtomicInteger dialOuts = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(4 * each);
        try (JaasClient client = JaasClient.builder(new ScriptedSigner(), transport)
                .commandTimeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(90))
                .random(() -> 0)
                .build()) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                boolean cancels = caller == 0;
                callers.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        boolean dials = i % 2 == 0;
                        CompletableFuture<CommandReceipt> future =
                                client.execute(dials ? Commands.DIAL_OUT : Commands.HANG_UP);
                        dialOuts.addAndGet(dials ? 1 : 0);
                        future.whenComplete((receipt, failure) -> {
                            ended.incrementAndGet();
                            open.countDown();
                        });
                        if (cancels) {
                            future.cancel(true);
                        }
                    }
                }));
            }
            callers.forEach(Thread::start);

            assertThat(open.await(90, TimeUnit.SECONDS))
                    .as("%d hang", open.getCount())
                    .isTrue();
            assertThat(ended).hasValue(4 * each);
            assertThat(transport.maxInFlight()).isBetween(1, permits);
            assertThat(transport.requests().stream()
                            .filter(request ->
                                    UTF_8.decode(request.body()).toString().contains("DIAL_OUT"))
                            .count())
                    .isLessThanOrEqualTo(dialOuts.get());
            Rig.await(client.execute(Commands.HANG_UP).handle((receipt, failure) -> true));
        }
        network.shutdownNow();
        assertThat(transport.inFlight()).isZero();
    }

    private static void carryOut(ScriptedExchange exchange, ExecutorService network, int outcome) {
        Runnable end = () -> {
            if (outcome == 0) {
                exchange.fail("refused");
            } else if (!exchange.send()) {
                exchange.fail("not wanted any more");
            } else if (outcome == 1) {
                exchange.fail("reset");
            } else {
                exchange.respond(outcome == 2 ? 503 : outcome == 3 ? 404 : 200);
            }
        };
        if (outcome % 4 == 0) {
            end.run();
        } else {
            network.execute(end);
        }
    }
}

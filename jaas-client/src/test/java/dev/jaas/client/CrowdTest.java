package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
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

/** More commands than the transport has places for. */
@Timeout(120)
class CrowdTest {

    @Test
    void execute_moreThanThePlaces_waitTheirTurnInOrder() throws InterruptedException {
        try (Rig rig = new Rig(2).warm()) {
            List<CompletableFuture<CommandReceipt>> calls =
                    Commands.ALL.stream().map(rig::execute).toList();
            assertThat(rig.transport.requests()).hasSize(2);

            for (int i = 0; i < calls.size(); i++) {
                rig.transport.exchange(i).complete(ScriptedTransport.response(200));
                assertThat(calls.get(i)).isCompleted();
            }

            assertThat(rig.transport.mostInFlight()).isEqualTo(2);
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
                    .hasMessageContaining("too many commands are waiting for their turn");
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            waiting.get(5_000).cancel(true);
            assertThat(rig.execute(Commands.KICK)).isNotDone();
        }
    }

    @Test
    void execute_whoseTurnDoesNotCome_isNotDeliveredAtTheDeadline() throws InterruptedException {
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
    void execute_aRetry_givesUpItsPlaceForThePause() throws InterruptedException {
        try (Rig rig = new Rig(1).warm()) {
            rig.transport.then(ScriptedTransport.answer(503), ScriptedTransport.silence());

            rig.execute(Commands.KICK);
            CompletableFuture<CommandReceipt> other = rig.execute(Commands.DESTROY);
            rig.time.advance(Duration.ofMillis(100));

            assertThat(rig.transport.requests()).hasSize(2);
            rig.transport.exchange(1).complete(ScriptedTransport.response(200));
            assertThat(other).isCompleted();
            assertThat(rig.transport.requests()).hasSize(3);
            assertThat(rig.transport.mostInFlight()).isEqualTo(1);
        }
    }

    /** Real threads and real time: answers, failures, cancellations and retries all at once. */
    @Test
    void execute_fromManyThreads_everyCallEndsOnceAndThePlacesAreKept() throws Exception {
        int places = 4;
        int each = 2_000;
        ExecutorService network = Executors.newFixedThreadPool(3);
        ScriptedTransport transport = new ScriptedTransport(places)
                .always(request -> exchange(network, ThreadLocalRandom.current().nextInt(20)));
        AtomicInteger dialled = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(4 * each);
        try (JaasClient client = JaasClient.builder(new ScriptedSigner(), transport)
                .callTimeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(90))
                .random(() -> 0)
                .build()) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                boolean cancels = caller == 0;
                callers.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        boolean dials = i % 2 == 0;
                        CompletableFuture<CommandReceipt> call =
                                client.execute(dials ? Commands.DIAL_OUT : Commands.HANG_UP);
                        dialled.addAndGet(dials ? 1 : 0);
                        call.whenComplete((receipt, failure) -> {
                            ended.incrementAndGet();
                            open.countDown();
                        });
                        if (cancels) {
                            call.cancel(true);
                        }
                    }
                }));
            }
            callers.forEach(Thread::start);

            assertThat(open.await(90, TimeUnit.SECONDS))
                    .as("%d hang", open.getCount())
                    .isTrue();
            assertThat(ended).hasValue(4 * each);
            assertThat(transport.mostInFlight()).isBetween(1, places);
            assertThat(transport.requests().stream()
                            .filter(request -> new String(request.body(), UTF_8).contains("DIAL_OUT"))
                            .count())
                    .isLessThanOrEqualTo(dialled.get());
            Rig.await(client.execute(Commands.HANG_UP).handle((receipt, failure) -> true));
        }
        network.shutdownNow();
        assertThat(transport.inFlight()).isZero();
    }

    private static CompletableFuture<TransportResponse> exchange(ExecutorService network, int fate) {
        CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
        Runnable end = () -> {
            switch (fate) {
                case 0 -> exchange.completeExceptionally(TransportException.notSent("refused"));
                case 1 -> exchange.completeExceptionally(TransportException.unknown("reset"));
                case 2 -> exchange.complete(ScriptedTransport.response(503));
                case 3 -> exchange.complete(ScriptedTransport.response(404));
                default -> exchange.complete(ScriptedTransport.response(200));
            }
        };
        if (fate % 4 == 0) {
            end.run();
        } else {
            network.execute(end);
        }
        return exchange;
    }
}

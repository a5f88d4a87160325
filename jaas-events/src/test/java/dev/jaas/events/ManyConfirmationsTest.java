// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Events that are lost, repeated and reordered, on several threads, while a thousand commands of each kind wait. */
class ManyConfirmationsTest {

    private static final int COMMANDS = 1000;
    private static final int THREADS = 4;
    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void confirm_eventsLostRepeatedAndReordered_confirmsExactlyTheCommandsWhoseEventsArrive() throws Exception {
        Random random = new Random(12);
        ManualClock clock = new ManualClock();
        SampleEvents events = new SampleEvents(clock);
        Map<CompletableFuture<Confirmation>, Boolean> expected = new LinkedHashMap<>();
        try (CommandConfirmations confirmations = new CommandConfirmations(clock)) {
            List<JaasEvent> deliveries = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                ConferenceName conference = ConferenceName.of(RoomName.parse("room" + i % 10), APP);
                ParticipantId kicked = ParticipantId.parse("k" + i);
                ParticipantId callee = ParticipantId.parse("c" + i);
                PhoneNumber phone = PhoneNumber.parse("+4074" + (1_000_000 + i));

                boolean kickArrives = deliver(events.kicked(conference, kicked), deliveries, random);
                boolean answerArrives = deliver(events.answered(conference, callee, phone), deliveries, random);
                boolean endArrives = deliver(events.ended(conference, callee), deliveries, random);

                Map<JaasCommand, Boolean> commands = Map.of(
                        new KickParticipant(conference, kicked), kickArrives,
                        new DialOutParticipant(conference, phone), answerArrives,
                        new HangUpCall(conference, phone), answerArrives && endArrives);
                commands.forEach((command, arrives) -> expected.put(confirmations.confirm(command, LONG), arrives));
            }
            Collections.shuffle(deliveries, random);

            deliverOnSeveralThreads(confirmations, deliveries);

            expected.forEach((future, confirmed) -> assertThat(future.isDone()).isEqualTo(confirmed));
        }
        assertThat(expected).hasSize(3 * COMMANDS).containsValue(true).containsValue(false);
        expected.forEach(
                (future, confirmed) -> assertThat(future.join().isConfirmed()).isEqualTo(confirmed));
    }

    /** Each round lets one event and one command meet. The history is long, so that looking for the event takes a while. */
    @Test
    void outcome_whileItsEventArrivesOnAnotherThread_isNeverMissed() throws Exception {
        ManualClock clock = new ManualClock();
        SampleEvents events = new SampleEvents(clock);
        ConferenceName conference = ConferenceName.of(RoomName.parse("standup"), APP);
        CyclicBarrier round = new CyclicBarrier(2);
        List<CompletableFuture<Confirmation>> outcomes = new ArrayList<>();
        ExecutorService webhooks = Executors.newSingleThreadExecutor();
        try (CommandConfirmations confirmations = new CommandConfirmations(clock)) {
            for (int i = 0; i < COMMANDS; i++) {
                confirmations.onEvent(events.kicked(conference, ParticipantId.parse("other")));
            }
            for (int i = 0; i < COMMANDS; i++) {
                ParticipantId participant = ParticipantId.parse("k" + i);
                Future<?> delivered = webhooks.submit(() -> {
                    round.await(60, SECONDS);
                    confirmations.onEvent(events.kicked(conference, participant));
                    return null;
                });
                round.await(60, SECONDS);
                outcomes.add(
                        confirmations.outcome(new KickParticipant(conference, participant), clock.instant(), LONG));
                delivered.get(60, SECONDS);
            }

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isCompleted());
        }
        webhooks.shutdown();
    }

    /** A fifth of the events is lost, a fifth is repeated. */
    private static boolean deliver(JaasEvent event, List<JaasEvent> deliveries, Random random) {
        int times = random.nextInt(5);
        deliveries.addAll(Collections.nCopies(times == 4 ? 3 : Math.min(times, 1), event));
        return times > 0;
    }

    private static void deliverOnSeveralThreads(CommandConfirmations confirmations, List<JaasEvent> deliveries)
            throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            executor.execute(() -> {
                for (int i = first; i < deliveries.size(); i += THREADS) {
                    confirmations.onEvent(deliveries.get(i));
                }
            });
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(120, SECONDS)).isTrue();
    }
}

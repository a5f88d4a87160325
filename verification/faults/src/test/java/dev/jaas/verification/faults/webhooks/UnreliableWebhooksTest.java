// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.CommandConfirmations;
import dev.jaas.events.ConferenceEvent;
import dev.jaas.events.Confirmation;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.TelephoneEvent;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.WebhookFaults;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.faults.TransportKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand kicks and dial-outs wait for confirmation while the simulator loses, repeats and reorders events. */
@Tag("slow")
class UnreliableWebhooksTest {

    private static final int ROOMS = 20;
    private static final int PER_ROOM = 25;
    private static final String SECRET = "whsec_0123456789abcdef";
    private static final Duration LONG = Duration.ofHours(1);

    private final Map<JaasCommand, CompletableFuture<?>> accepted = new LinkedHashMap<>();
    private final Map<JaasCommand, CompletableFuture<Confirmation>> confirmed = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    @Timeout(value = 300, unit = SECONDS)
    void confirm_eventsLostRepeatedAndReordered_confirmsExactlyWhatTheReceivedEventsShow(TransportKind kind)
            throws Exception {
        Instant start = Instant.now();
        CommandConfirmations confirmations = CommandConfirmations.create();
        try (confirmations;
                EventEndpoint endpoint = new EventEndpoint(SECRET, confirmations);
                JaasSimulator simulator = JaasSimulator.builder()
                        .webhook(endpoint.url(), SECRET)
                        .webhookFaults(WebhookFaults.none()
                                .lose(10)
                                .repeat(20)
                                .reorder(50)
                                .seed(12))
                        .start();
                PemJwsSigner signer = PemJwsSigner.builder(simulator.keyId()).fromString(simulator.privateKeyPem());
                HttpTransport transport = kind.create(TransportSettings.builder()
                        .connectTimeout(Duration.ofSeconds(20))
                        .build());
                JaasClient jaas = JaasClient.builder(signer, transport)
                        .baseUrl(simulator.baseUrl())
                        .attemptTimeout(Duration.ofSeconds(60))
                        .commandTimeout(Duration.ofSeconds(60))
                        .build()) {
            for (int room = 0; room < ROOMS; room++) {
                kickAndDial(simulator, simulator.conference("room" + room), room, jaas, confirmations);
            }
            CompletableFuture.allOf(accepted.values().toArray(CompletableFuture[]::new))
                    .get(120, SECONDS);
            assertThat(simulator.awaitWebhooks(Duration.ofSeconds(120))).isTrue();
            // Of every other command nobody asks until its events have arrived.
            accepted.keySet().stream()
                    .filter(command -> !confirmed.containsKey(command))
                    .forEach(command -> confirmed.put(command, confirmations.outcome(command, start, LONG)));

            assertThat(confirmed).hasSize(2 * ROOMS * PER_ROOM);
            confirmed.forEach((command, confirmation) -> assertThat(confirmation.isDone())
                    .as(command::toString)
                    .isEqualTo(endpoint.received().stream().anyMatch(event -> shows(event, command))));
            assertFaultsHappened(endpoint);
        }
        // Closed, they are all done.
        assertThat(confirmed)
                .allSatisfy((command, confirmation) ->
                        assertThat(confirmation.join().event().stream()).allMatch(event -> shows(event, command)));
        assertThat(confirmed.values())
                .extracting(confirmation -> confirmation.join().isConfirmed())
                .contains(true, false);
    }

    /** Every fifth phone is not answered. */
    private void kickAndDial(
            JaasSimulator simulator,
            ConferenceName conference,
            int room,
            JaasClient jaas,
            CommandConfirmations confirmations) {
        simulator.join(conference, UserId.parse("host"));
        for (int i = 0; i < PER_ROOM; i++) {
            execute(
                    jaas,
                    new KickParticipant(conference, simulator.join(conference, UserId.parse("guest" + i))),
                    confirmations,
                    () -> {});
            PhoneNumber phone = PhoneNumber.parse("+4074" + (1_000_000 + room * PER_ROOM + i));
            boolean answers = i % 5 != 0;
            execute(jaas, new DialOutParticipant(conference, phone), confirmations, () -> {
                if (answers) {
                    simulator.answer(conference, phone);
                }
            });
        }
    }

    private void execute(
            JaasClient jaas, JaasCommand command, CommandConfirmations confirmations, Runnable afterwards) {
        boolean confirms = accepted.size() % 4 < 2; // a kick and a dial-out, then neither of the next two
        Instant sent = Instant.now(); // on a busy machine, events arrive long before the receipt is handled
        accepted.put(command, jaas.execute(command).thenAccept(receipt -> {
            afterwards.run();
            if (confirms) {
                confirmed.put(command, confirmations.outcome(command, sent, LONG));
            }
        }));
    }

    private static boolean shows(ConferenceEvent event, JaasCommand command) {
        if (command instanceof KickParticipant kick) {
            return event instanceof ParticipantEvent.Left left
                    && left.reason() == ParticipantEvent.LeaveReason.KICKED
                    && kick.participant().equals(left.participant().participantId());
        }
        return command instanceof DialOutParticipant dial
                && event instanceof TelephoneEvent.DialOutStarted started
                && dial.phone().equals(started.phone())
                && dial.conference().equals(started.conference());
    }

    private static void assertFaultsHappened(EventEndpoint endpoint) {
        List<String> keys = new ArrayList<>();
        int overtaken = 0;
        for (int i = 0; i < endpoint.received().size(); i++) {
            ConferenceEvent event = endpoint.received().get(i);
            keys.add(event.idempotencyKey());
            if (i > 0
                    && event.timestamp().isBefore(endpoint.received().get(i - 1).timestamp())) {
                overtaken++;
            }
        }
        assertThat(keys.stream().distinct().count()).as("repeated events").isLessThan(keys.size());
        assertThat(overtaken).as("overtaken events").isPositive();
        assertThat(endpoint.rejections()).as("rejected deliveries").isPositive();
    }
}

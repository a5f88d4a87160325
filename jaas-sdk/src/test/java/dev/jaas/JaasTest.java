// SPDX-License-Identifier: Apache-2.0
package dev.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JaasTest extends EnvironmentTests {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    private final ConferenceName standup = simulator.conference("standup");

    @Test
    void firstExample_withAKeyFile_kicksTheParticipant() throws Exception {
        ParticipantId participant = simulator.join(standup, UserId.parse("alice"));
        Path key = Files.writeString(directory.resolve("jaas.pk"), simulator.privateKeyPem());

        try (Jaas jaas = fromEnvironment(variables(Jaas.PRIVATE_KEY_FILE_VARIABLE, key.toString()))) {
            jaas.blocking().kick(jaas.conference("standup"), participant);
        }

        assertThat(simulator.room(standup).participants()).isEmpty();
    }

    @Test
    void everyCommand_withAKeyText_isAccepted() {
        try (Jaas jaas = fromEnvironment(variables(Jaas.PRIVATE_KEY_VARIABLE, simulator.privateKeyPem()))) {
            assertThat(jaas.appId()).isEqualTo(simulator.appId());
            for (JaasCommand command : JaasCommand.examples(jaas.appId())) {
                simulator.script(ScriptedResponse.status(200));
                assertThat(jaas.execute(command).join().command()).isEqualTo(command);
                simulator.script(ScriptedResponse.status(200));
                assertThat(jaas.execute(command, Runnable::run).join().command())
                        .isEqualTo(command);
            }
        }
    }

    @Test
    void connect_withAKeyIdAndAFile_belongsToTheAppId() throws Exception {
        Path key = Files.writeString(directory.resolve("jaas.pk"), simulator.privateKeyPem());

        try (Jaas jaas = Jaas.connect(simulator.keyId(), key)) {
            assertThat(jaas.appId()).isEqualTo(simulator.appId());
            assertThat(jaas.conference("standup")).isEqualTo(standup);
            assertThat(jaas).hasToString("Jaas[" + simulator.appId() + "]");
        }
    }

    @Test
    void builder_laterCalls_replaceTheEnvironment() {
        Map<String, String> variables = Map.of(
                Jaas.KEY_ID_VARIABLE, KEY_ID.value(),
                Jaas.PRIVATE_KEY_VARIABLE, "not a key",
                Jaas.BASE_URL_VARIABLE, "https://nowhere.example");

        try (Jaas jaas = Jaas.builder()
                .environment(variables)
                .keyId(simulator.keyId())
                .privateKey(simulator.privateKeyPem())
                .passphrase("ignored".toCharArray())
                .baseUrl(simulator.baseUrl())
                .transport(TransportSettings.builder().maxConnections(1).build())
                .client(client -> client.maxAttempts(1))
                .build()) {
            simulator.script(ScriptedResponse.status(503));
            assertThatThrownBy(() -> jaas.blocking().banUser(UserId.parse("bob")))
                    .isInstanceOf(DeliveryUnknownException.class);
            assertThat(simulator.requests()).hasSize(1);
        }
    }

    @Test
    void close_closesTransportThenSigner_andRefusesCommands() {
        List<String> closed = new ArrayList<>();
        Jaas jaas = Jaas.open(() -> new Signer(closed), () -> new Transport(closed), true, client -> {});

        jaas.close();
        assertThat(closed).containsExactly("transport", "signer");
        assertThatThrownBy(() -> jaas.blocking().banUser(UserId.parse("bob")))
                .isInstanceOf(CommandRefusedException.class);
    }

    @Test
    void close_transportPassedIn_leavesItOpen() {
        List<String> closed = new ArrayList<>();
        Jaas.open(() -> new Signer(closed), () -> new Transport(closed), false, client -> {})
                .close();

        assertThat(closed).containsExactly("signer");
    }

    @Test
    void open_clientSettingsInvalid_closesWhatWasOpened() {
        List<String> closed = new ArrayList<>();

        assertThatThrownBy(() -> Jaas.open(
                        () -> new Signer(closed),
                        () -> new Transport(closed),
                        true,
                        client -> client.baseUrl(URI.create("http://8x8.vc"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(closed).containsExactly("transport", "signer");
    }

    @Test
    void open_transportFails_closesTheSigner() {
        List<String> closed = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("no transport");

        assertThatThrownBy(() -> Jaas.open(
                        () -> new Signer(closed),
                        () -> {
                            throw failure;
                        },
                        true,
                        client -> {}))
                .isSameAs(failure);
        assertThat(closed).containsExactly("signer");
    }

    @Test
    void shutdown_commandInFlight_letsItEndThenCloses() throws Exception {
        simulator.script(ScriptedResponse.ordinary().delay(Duration.ofMillis(200)));
        Jaas jaas = fromEnvironment(variables(Jaas.PRIVATE_KEY_VARIABLE, simulator.privateKeyPem()));
        CompletableFuture<CommandReceipt> command = jaas.banUser(UserId.parse("bob"));

        jaas.shutdown(Duration.ofSeconds(30)).get(30, TimeUnit.SECONDS);

        assertThat(command.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThatThrownBy(() -> jaas.blocking().banUser(UserId.parse("bob")))
                .isInstanceOf(CommandRefusedException.class);
    }

    /** Signs nothing, and records its end. */
    private record Signer(List<String> closed) implements JwsSigner {

        @Override
        public KeyId keyId() {
            return KEY_ID;
        }

        @Override
        public byte[] sign(byte[] signingInput) {
            return new byte[256];
        }

        @Override
        public void close() {
            closed.add("signer");
        }
    }

    /** Sends nothing, and records its end. */
    private record Transport(List<String> closed) implements HttpTransport {

        @Override
        public Exchange start(TransportRequest request, ExchangeListener listener) {
            listener.failed("this transport sends nothing");
            return () -> {};
        }

        @Override
        public void close() {
            closed.add("transport");
        }
    }
}

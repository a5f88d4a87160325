// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import static dev.jaas.testkit.JaasAssertions.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasAssertions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application, running in a JVM of its own with the simulator in place of JaaS. */
@Tag("slow")
class RunningApplicationTest {

    private static final String SECRET = "whsec_of-the-running-application";

    @TempDir
    static Path directory;

    private static JaasSimulator simulator;
    private static ApplicationProcess application;

    @BeforeAll
    static void start() throws IOException {
        simulator = JaasSimulator.start();
        Path key = Files.writeString(directory.resolve("jaas.pem"), simulator.privateKeyPem());
        application = ApplicationProcess.start(
                "jaas.base-url=" + simulator.baseUrl(),
                "jaas.key-id=" + simulator.keyId(),
                "jaas.private-key=file:" + key,
                "jaas.private-key-passphrase=not-needed-passphrase",
                // Long enough for a machine that is busy.
                "jaas.connect-timeout=30s",
                "jaas.attempt-timeout=30s",
                "jaas.command-timeout=1m",
                "jaas.webhooks.path=/webhooks/jaas",
                "jaas.webhooks.secrets=" + SECRET,
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.show-details=always",
                "management.endpoint.env.show-values=always",
                "management.endpoint.configprops.show-values=always");
    }

    @AfterAll
    static void stop() {
        application.close();
        simulator.close();
    }

    @Test
    void dialOut_ofAController_isAccepted() {
        HttpResponse<String> response = application.post("/dial?room=standup&phone=%2B40747777777");

        assertThat(response.statusCode()).isEqualTo(202);
        application.awaitOutput("The dial-out into standup was accepted after 1 attempt(s).");
        JaasAssertions.assertThat(simulator)
                .received(
                        new DialOutParticipant(simulator.conference("standup"), PhoneNumber.parse("+40747777777")),
                        once());
    }

    @Test
    void health_keyThatSigns_isUpWithTheKeyId() {
        assertThat(application.get("/actuator/health/jaas").body())
                .contains("\"UP\"", simulator.keyId().toString());
    }

    @Test
    void prometheus_ofTheActuator_hasTheMetersOfCommands() {
        application.post("/dial?room=metrics&phone=%2B40747777777");
        application.awaitOutput("The dial-out into metrics was accepted after 1 attempt(s).");

        assertThat(application.get("/actuator/prometheus").body()).contains("jaas_commands_in_flight");
        assertThat(application.get("/actuator/beans").body()).contains("MicrometerCommandObserver");
    }

    @Test
    void transport_withoutVertxOnTheClassPath_isTheJdks() {
        assertThat(application.get("/actuator/beans").body())
                .contains("dev.jaas.adapter.jdkhttp.JdkHttpTransport")
                .doesNotContain("io.vertx");
    }

    @Test
    void endpoints_thatShowValues_showNoSecret() throws IOException {
        String key = simulator.privateKeyPem().lines().skip(1).findFirst().orElseThrow();

        assertThat(Stream.of("env", "configprops")
                        .map(endpoint ->
                                application.get("/actuator/" + endpoint).body()))
                .allSatisfy(body -> assertThat(body)
                        .contains("jaas", simulator.keyId().toString())
                        .doesNotContain(SECRET, "not-needed-passphrase", key));
    }

    @Test
    void webhook_ofAnUnwantedUser_isPublishedAndTheUserRemoved() {
        KeyId keyId = simulator.keyId();
        RSAPublicKey publicKey =
                PemJwsSigner.fromString(keyId, simulator.privateKeyPem()).publicKey();
        try (JaasSimulator sender = JaasSimulator.builder()
                .key(keyId, publicKey)
                .webhook(application.uri("/webhooks/jaas"), SECRET)
                .start()) {
            sender.join(sender.conference("lobby"), UserId.parse("mallory"));

            application.awaitOutput("mallory was removed.");
        }
        assertThat(application.output()).contains("mallory has joined lobby.");
        JaasAssertions.assertThat(simulator).hasBanned(UserId.parse("mallory"));
    }

    @Test
    void webhook_withoutSignature_is401() {
        assertThat(application.post("/webhooks/jaas").statusCode()).isEqualTo(401);
    }

    @Test
    void webhook_byGet_is405() {
        assertThat(application.get("/webhooks/jaas").statusCode()).isEqualTo(405);
    }
}

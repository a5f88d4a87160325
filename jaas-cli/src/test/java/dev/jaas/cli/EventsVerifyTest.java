// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jaas events verify} with the example of 8x8's documentation, whose signature openssl confirms. */
class EventsVerifyTest {

    private static final String SECRET = "whsec_9635df66714a4cf088ee9d0979dd3bf6";
    private static final String HEADER = "t=1632490060,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=";
    private static final String BODY =
            "{\"eventType\":\"PARTICIPANT_JOINED\",\"sessionId\":\"9a441d60-ceaf-4eba-b0a8-a7d940a76e1b\","
                    + "\"timestamp\":1632490058278,"
                    + "\"fqn\":\"vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f/sampleappromanticshiftsstripas\","
                    + "\"idempotencyKey\":\"9e9e7420-562d-4659-8e22-44b9b22aaa49\","
                    + "\"customerId\":\"96f0941768964ab380ed0fbada7a502f\","
                    + "\"appId\":\"vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f\","
                    + "\"data\":{\"avatar\":\"\",\"name\":\"Test User\",\"id\":\"auth0|5f903d7a77f3b4006eb8e67d\","
                    + "\"participantJid\":\"fc1ea14a-9bca-4218-a563-8c627e803d56@8x8.vc\",\"moderator\":true,"
                    + "\"email\":\"test.user@company.com\"}}";

    @TempDir
    private Path directory;

    private Path secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = Files.writeString(directory.resolve("secret.txt"), SECRET + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER, "X-Jaas-Signature: " + HEADER, "x-jaas-signature:" + HEADER})
    void verify_validRequest_printsTheEvent(String header) {
        Invocation.Result result = verify(1632490060, header, BODY);

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .isEqualTo("Valid: 2021-09-24T13:27:38.278Z PARTICIPANT_JOINED sampleappromanticshiftsstripas"
                        + " participant - user auth0|5f903d7a77f3b4006eb8e67d\n");
    }

    @Test
    void verify_validRequestWithJson_printsOneObject() {
        Invocation.Result result = verify(1632490060, HEADER, BODY, "--json");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("{\"outcome\":\"valid\",\"exitStatus\":0,\"eventType\":\"PARTICIPANT_JOINED\","
                        + "\"idempotencyKey\":\"9e9e7420-562d-4659-8e22-44b9b22aaa49\",\"timestamp\":1632490058278,");
    }

    @ParameterizedTest
    @CsvSource({
        "1632490060, '', SIGNATURE_MALFORMED, ''",
        "1632490060, 'v1=abc', SIGNATURE_MALFORMED, ''",
        "1632490060, 't=1632490060,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=', SIGNATURE_MISMATCH, ' '",
        "1632490600, 't=1632490060,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=', TIME_OUT_OF_TOLERANCE, ''"
    })
    void verify_refusedRequest_saysWhichCheckFailed(long now, String header, String reason, String added) {
        Invocation.Result result = verify(now, header, BODY + added);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("Refused with 401, " + reason + ": ")
                .doesNotContain(SECRET);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void verify_refusedRequestWithJson_printsTheReason() {
        Invocation.Result result = verify(1632490060, "t=1632490060,v1=AAAA", BODY, "--json");

        assertThat(result.out())
                .startsWith("{\"outcome\":\"refused\",\"exitStatus\":2,")
                .contains("SIGNATURE_MISMATCH");
    }

    @Test
    void verify_twoSecretsInTheFile_acceptsEither() throws IOException {
        Files.writeString(secret, "\uFEFFwhsec_new\r\n\r\n" + SECRET + "\r\n");

        assertThat(verify(1632490060, HEADER, BODY).status()).isZero();
    }

    @Test
    void verify_noSecret_isRefusedWithoutShowingTheFile() throws IOException {
        Files.writeString(secret, " \n");
        assertThat(verify(1632490060, HEADER, BODY).err()).contains("file is empty");
        Files.writeString(secret, "whsec_1\n".repeat(1000));
        assertThat(verify(1632490060, HEADER, BODY).err()).contains("too large").doesNotContain("whsec_1");
        Files.delete(secret);
        assertThat(verify(1632490060, HEADER, BODY).err()).contains("cannot be read");
        assertThat(verify(1632490060, HEADER, BODY).status()).isEqualTo(2);
    }

    @Test
    void events_withoutOrWithUnknownCommand_isRefused() {
        assertThat(new Invocation().run("events").err()).isEqualTo("Missing command; see `jaas events --help`.\n");
        assertThat(new Invocation().run("events", "watch").err())
                .isEqualTo("Unknown command watch; see `jaas events --help`.\n");
    }

    private Invocation.Result verify(long now, String header, String body, String... more) {
        String[] arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"events", "verify", "--secret-file", secret.toString(), "--header", header},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return new Invocation().at(Instant.ofEpochSecond(now)).reading(body).run(arguments);
    }
}

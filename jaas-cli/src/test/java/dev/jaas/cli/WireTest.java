// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.cli.common.TransportKind;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification's curl examples, run by curl, and the program send the same requests, except that the program names itself
 * and says that it wants no content coding: curl sends no {@code Accept-Encoding}, which permits every coding.
 */
class WireTest {

    private static final String TO_BAN = "aGVhZGVy.cGF5bG9hZA.c2lnbmF0dXJl";

    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "BAN_USER", List.of("ban-user", "userIdValue"),
            "BAN_JWT", List.of("ban-jwt", TO_BAN),
            "DESTROY_ROOM", List.of("destroy-room", "testRoom"),
            "DIAL_OUT_PARTICIPANT", List.of("dial-out", "testRoom", "+40747777777"),
            "HANG_UP_CALL", List.of("hang-up", "testRoom", "+40747777777"),
            "KICK_PARTICIPANT", List.of("kick", "testRoom", "f0aa9e1e"));

    static Stream<Arguments> examplesOverBothTransports() {
        return EXAMPLES.keySet().stream()
                .sorted()
                .flatMap(example -> Arrays.stream(TransportKind.values()).map(kind -> Arguments.of(example, kind)));
    }

    @ParameterizedTest
    @MethodSource("examplesOverBothTransports")
    void request_equalsThatOfTheSpecificationsCurl(String example, TransportKind kind) throws Exception {
        try (RecordingServer recorder = new RecordingServer(200, "")) {
            Bash.run(curl(example).replace("https://8x8.vc", recorder.url()), Map.of());
            Invocation.Result result = new Invocation()
                    .with("JAAS_KEY_ID", Keys.KEY_ID)
                    .with("JAAS_PRIVATE_KEY", Keys.pem())
                    .with("JAAS_BASE_URL", recorder.url())
                    .run(withTransport(EXAMPLES.getOrDefault(example, List.of()), kind));

            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(recorder.requests()).hasSize(2);
            RecordingServer.Request theirs = recorder.requests().get(0);
            RecordingServer.Request ours = recorder.requests().get(1);
            assertThat(ours.method()).isEqualTo(theirs.method());
            assertThat(ours.path()).isEqualTo(theirs.path());
            assertThat(ours.headers().get("accept")).isEqualTo(theirs.headers().get("accept"));
            assertThat(ours.headers().get("content-type"))
                    .isEqualTo(theirs.headers().get("content-type"));
            assertThat(theirs.headers()).doesNotContainKey("accept-encoding");
            assertThat(ours.headers()).containsEntry("accept-encoding", "identity");
            assertThat(json(ours.body())).isEqualTo(json(theirs.body()));
            assertThat(ours.headers().get("user-agent")).matches("jaas-java/\\d.*");
            assertThat(ours.headers().get("content-length"))
                    .isEqualTo(String.valueOf(ours.body().getBytes(UTF_8).length));
            assertIsTheSpecificationsToken(ours.headers().getOrDefault("authorization", ""));
        }
    }

    private static void assertIsTheSpecificationsToken(String authorization) throws Exception {
        assertThat(authorization).startsWith("Bearer ");
        SignedJWT token = SignedJWT.parse(authorization.substring("Bearer ".length()));
        assertThat(token.verify(new RSASSAVerifier(Keys.publicKey()))).isTrue();
        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "kid", Keys.KEY_ID, "typ", "JWT"));
        Map<String, Object> claims = JSONObjectUtils.parse(token.getPayload().toString());
        assertThat(claims).containsOnlyKeys("aud", "exp", "iss", "admin", "nbf", "sub");
        assertThat(claims)
                .containsEntry("aud", "jitsi")
                .containsEntry("iss", "chat")
                .containsEntry("admin", true)
                .containsEntry("sub", Keys.APP_ID);
        long now = Instant.now().getEpochSecond();
        assertThat(claims.get("nbf"))
                .isInstanceOfSatisfying(Long.class, nbf -> assertThat(nbf).isLessThanOrEqualTo(now));
        assertThat(claims.get("exp"))
                .isInstanceOfSatisfying(Long.class, exp -> assertThat(exp).isGreaterThan(now));
    }

    private static String curl(String example) throws Exception {
        try (InputStream script = WireTest.class.getResourceAsStream("/specification/" + example + ".sh")) {
            assertThat(script).isNotNull();
            return new String(script.readAllBytes(), UTF_8).replace("BANNED_JWT", TO_BAN);
        }
    }

    private static Object json(String body) throws Exception {
        return body.isEmpty() ? "" : JSONObjectUtils.parse(body);
    }

    private static String[] withTransport(List<String> command, TransportKind kind) {
        return Stream.concat(command.stream(), Stream.of("--transport", kind.toString()))
                .toArray(String[]::new);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jaas.simulator.Caller.Reply;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminTokenTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final JaasSimulator simulator =
            JaasSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
    private Caller caller = new Caller(simulator);

    @BeforeEach
    void reset() {
        simulator.reset();
        caller = new Caller(simulator);
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @Test
    void token_asSpecified_isAccepted() {
        assertThat(caller.banUser("ann").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alg, \"HS256\"",
                "alg, \"none\"",
                "typ, \"jwt\"",
                "kid, \"ed85b6\"",
                "kid, \"vpaas-magic-cookie-other/51a1a7\"",
                "jku, \"https://example.com\""
            })
    void header_otherMember_is401(String name, String json) {
        assertIs401(c -> c.header.put(name, json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "kid", "typ"})
    void header_missingMember_is401(String name) {
        assertIs401(c -> c.header.remove(name));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "aud, \"jaas\"",
                "iss, \"Chat\"",
                "admin, \"true\"",
                "admin, false",
                "admin, 1",
                "sub, \"vpaas-magic-cookie-other\"",
                "exp, \"4102444800\"",
                "exp, 4102444800.0",
                "exp, 99999999999999999999",
                "nbf, \"1596197652\"",
                "nbf, null",
                "room, \"*\""
            })
    void claims_otherClaim_is401(String name, String json) {
        assertIs401(c -> c.claims.put(name, json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "exp", "iss", "admin", "nbf", "sub"})
    void claims_missingClaim_is401(String name) {
        assertIs401(c -> c.claims.remove(name));
    }

    @ParameterizedTest
    @CsvSource({"exp, 0, 401", "exp, 1, 200", "nbf, 0, 200", "nbf, 1, 401"})
    void times_toTheSecond_haveNoLeeway(String claim, long fromNow, int status) {
        caller.claims.put(claim, String.valueOf(NOW.getEpochSecond() + fromNow));

        assertThat(caller.banUser("ann").status()).isEqualTo(status);
    }

    @Test
    void signature_ofAnotherKey_is401() throws Exception {
        KeyPair another = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Caller forger = new Caller(simulator, another.getPrivate());

        assertIs401(forger.banUser("ann"));
    }

    @Test
    void token_ofAnotherSimulatorWithTheSameKey_is401() {
        try (JaasSimulator other = JaasSimulator.start()) {
            String token = new Caller(other).token();

            assertIs401(caller.send(
                    "POST",
                    Caller.ACCESS + simulator.appId() + "/ban/user/ann",
                    new byte[0],
                    "Authorization: Bearer " + token));
        }
    }

    @Test
    void signature_ofOtherClaims_is401() {
        String[] parts = caller.token().split("\\.", -1);
        caller.claims.put("exp", "4102444801");
        String otherClaims = caller.token().split("\\.", -1)[1];

        assertIs401(authorized("Bearer " + parts[0] + '.' + otherClaims + '.' + parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b", "Bearer a.b.c", "Bearer ~.~.~"})
    void authorization_withoutJwt_is401(String value) {
        assertIs401(authorized(value));
    }

    @Test
    void authorization_missing_is401() {
        assertIs401(caller.send("POST", Caller.ACCESS + simulator.appId() + "/ban/user/ann", new byte[0]));
    }

    @Test
    void callersKey_whenUsed_isAcceptedAndNotReturned() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        try (JaasSimulator own = JaasSimulator.builder()
                .key(simulator.keyId(), (RSAPublicKey) pair.getPublic())
                .start()) {
            assertThat(new Caller(own, pair.getPrivate()).banUser("ann").status())
                    .isEqualTo(200);
            assertThat(own.appId()).isEqualTo(simulator.appId());
            assertThatIllegalStateException().isThrownBy(own::privateKeyPem);
        }
    }

    private Reply authorized(String value) {
        return caller.send(
                "POST",
                Caller.ACCESS + simulator.appId() + "/ban/user/ann",
                "".getBytes(UTF_8),
                "Authorization: " + value);
    }

    private void assertIs401(Consumer<Caller> change) {
        change.accept(caller);
        assertIs401(caller.banUser("ann"));
    }

    /** The response gives the reason in JSON, without the token, and nothing is executed. */
    private void assertIs401(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.head()).contains("Content-type: application/json");
        assertThat(reply.body()).startsWith("{\"error\":\"").doesNotContain("eyJ");
        assertThat(simulator.bannedUsers()).isEmpty();
        assertThat(simulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.status()).isEqualTo(401);
            assertThat(request.reason()).isNotEmpty();
            assertThat(request.toString()).doesNotContain("eyJ");
        });
    }
}

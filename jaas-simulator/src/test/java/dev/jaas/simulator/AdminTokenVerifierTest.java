// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.Jwt;
import dev.jaas.simulator.AdminTokenVerifier.Rule;
import dev.jaas.simulator.AdminTokenVerifier.Violation;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminTokenVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final JaasSimulator simulator = JaasSimulator.start();
    private final KeyPair pair = rsa(2048);
    private final AdminTokenVerifier verifier = verifier(pair);
    private Caller signer = new Caller(simulator, pair.getPrivate());

    @BeforeEach
    void reset() {
        signer = new Caller(simulator, pair.getPrivate());
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @Test
    void verify_validToken_findsNothing() {
        assertThat(verifier.verify(Jwt.parse(signer.token()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alg, \"PS256\",                     ALG, its alg is not RS256",
                "typ, \"at+jwt\",                    TYP, its typ is not JWT",
                "kid, \"vpaas-magic-cookie-x/51a1a7\", KID, its kid is not ",
                "jku, \"https://example.com\",       HEADER, `its header has other members than alg, kid and typ`"
            })
    void verify_wrongHeader_findsThatRule(String name, String json, Rule rule, String description) {
        signer.header.put(name, json);

        assertFinds(rule, description);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "aud, [\"jitsi\"],              AUD, its aud is not jitsi",
                "iss, \"talk\",                 ISS, its iss is not chat",
                "admin, \"true\",               ADMIN, its admin is not true (a boolean)",
                "sub, \"vpaas-magic-cookie-x\", SUB, its sub is not vpaas-magic-cookie-",
                "exp, 1800000000,               EXP, `its exp is not in the future, or not an integer`",
                "exp, \"4102444800\",           EXP, `its exp is not in the future, or not an integer`",
                "nbf, 1800000001,               NBF, `its nbf is not in the past, or not an integer`",
                "nbf, null,                     NBF, `its nbf is not in the past, or not an integer`",
                "room, \"*\",                   CLAIMS, `it has other claims than aud, exp, iss, admin, nbf and sub`"
            })
    void verify_wrongClaim_findsThatRule(String name, String json, Rule rule, String description) {
        signer.claims.put(name, json);

        assertFinds(rule, description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "kid", "typ", "aud", "exp", "iss", "admin", "nbf", "sub"})
    void verify_missingMember_findsThatRule(String name) {
        signer.header.remove(name);
        signer.claims.remove(name);

        assertThat(verifier.verify(Jwt.parse(signer.token())))
                .extracting(violation -> violation.rule().name())
                .containsExactly(name.toUpperCase(Locale.ROOT));
    }

    @Test
    void verify_atTheLimitsOfItsLifetime_findsNothing() {
        signer.claims.put("nbf", "1800000000");
        signer.claims.put("exp", "1800000001");

        assertThat(verifier.verify(Jwt.parse(signer.token()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072})
    void verify_signatureOfAnotherKey_findsTheSignature(int bits) {
        assertThat(verifier(rsa(bits)).verify(Jwt.parse(signer.token())))
                .containsExactly(
                        new Violation(Rule.SIGNATURE, "its signature was not made with the key " + simulator.keyId()));
    }

    @Test
    void verify_everythingWrong_findsEveryRuleInOrder() {
        signer.header.replaceAll((name, json) -> "1");
        signer.header.put("jku", "1");
        signer.claims.replaceAll((name, json) -> "0");
        signer.claims.put("nbf", "\"0\"");
        signer.claims.put("room", "1");

        assertThat(verifier(rsa(2048)).verify(Jwt.parse(signer.token())))
                .extracting(Violation::rule)
                .containsExactlyInAnyOrder(Rule.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "{\"alg\":\"RS256\"", "{\"a\":1,\"a\":1}", "[]", "{} {}"})
    void verify_segmentsThatAreNotJsonObjects_findsBoth(String text) {
        String segment = Caller.base64Url(text.getBytes(UTF_8));

        List<Violation> violations = verifier.verify(Jwt.parse(segment + "." + segment + ".c2ln"));

        assertThat(violations).extracting(Violation::rule).containsExactly(Rule.HEADER, Rule.SIGNATURE, Rule.CLAIMS);
    }

    @Test
    void verify_segmentsThatAreNotBase64Url_findsAllThree() {
        List<Violation> violations = verifier.verify(Jwt.parse("a.b.c"));

        assertThat(violations)
                .extracting(Violation::description)
                .containsExactly(
                        "its header cannot be read: it is not base64url",
                        "its signature was not made with the key " + simulator.keyId(),
                        "its claims cannot be read: it is not base64url");
    }

    @Test
    void description_always_containsNothingOfTheToken() {
        signer.header.replaceAll((name, json) -> "\"s3cret\"");
        signer.claims.replaceAll((name, json) -> "\"s3cret\"");

        assertThat(verifier.verify(Jwt.parse(signer.token())))
                .isNotEmpty()
                .noneMatch(violation -> violation.description().contains("s3cret"));
    }

    private void assertFinds(Rule rule, String description) {
        assertThat(verifier.verify(Jwt.parse(signer.token()))).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.description()).startsWith(description);
        });
    }

    private AdminTokenVerifier verifier(KeyPair key) {
        return new AdminTokenVerifier(simulator.keyId(), (RSAPublicKey) key.getPublic(), CLOCK);
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

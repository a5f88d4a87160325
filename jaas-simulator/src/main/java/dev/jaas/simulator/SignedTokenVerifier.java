// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.simulator.AdminTokenVerifier.Rule;
import dev.jaas.simulator.AdminTokenVerifier.Violation;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies what is required of admin tokens and of participants' tokens alike: the header, the signature, and the claims {@code aud},
 * {@code iss}, {@code sub}, {@code exp} and {@code nbf}. Thread-safe.
 */
final class SignedTokenVerifier {

    private static final Set<String> HEADER_MEMBERS = Set.of("alg", "kid", "typ");

    private final KeyId keyId;
    private final RSAPublicKey publicKey;
    private final Clock clock;

    SignedTokenVerifier(KeyId keyId, RSAPublicKey publicKey, Clock clock) {
        this.keyId = requireNonNull(keyId, "the key id is null");
        this.publicKey = requireNonNull(publicKey, "the public key is null");
        this.clock = requireNonNull(clock, "the clock is null");
    }

    /**
     * Adds the rules that a token breaks, header first.
     *
     * @return the token's claims, or empty if they cannot be read
     */
    Optional<Map<String, Object>> verify(Jwt token, List<Violation> violations) {
        String[] segments = token.compact().split("\\.", -1);
        verifyHeader(segments[0], violations);
        if (!isSigned(segments)) {
            violations.add(new Violation(Rule.SIGNATURE, "its signature was not made with the key " + keyId));
        }
        try {
            Map<String, Object> claims = json(segments[1]);
            verifyClaims(claims, violations);
            return Optional.of(claims);
        } catch (IOException e) {
            violations.add(new Violation(Rule.CLAIMS, "its claims cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    static void requireEqual(
            Rule rule, String name, Object expected, Map<String, Object> members, List<Violation> violations) {
        if (!expected.equals(members.get(name))) {
            String type = expected instanceof Boolean ? " (a boolean)" : "";
            violations.add(new Violation(rule, "its " + name + " is not " + expected + type));
        }
    }

    private void verifyHeader(String segment, List<Violation> violations) {
        Map<String, Object> header;
        try {
            header = json(segment);
        } catch (IOException e) {
            violations.add(new Violation(Rule.HEADER, "its header cannot be read: " + e.getMessage()));
            return;
        }
        requireEqual(Rule.ALG, "alg", "RS256", header, violations);
        requireEqual(Rule.KID, "kid", keyId.value(), header, violations);
        requireEqual(Rule.TYP, "typ", "JWT", header, violations);
        if (!HEADER_MEMBERS.containsAll(header.keySet())) {
            violations.add(new Violation(Rule.HEADER, "its header has other members than alg, kid and typ"));
        }
    }

    private void verifyClaims(Map<String, Object> claims, List<Violation> violations) {
        long now = clock.instant().getEpochSecond();
        requireEqual(Rule.AUD, "aud", AdminClaims.AUDIENCE, claims, violations);
        requireEqual(Rule.ISS, "iss", AdminClaims.ISSUER, claims, violations);
        requireEqual(Rule.SUB, "sub", keyId.appId().value(), claims, violations);
        if (!(claims.get("exp") instanceof Long exp && now < exp)) {
            violations.add(new Violation(Rule.EXP, "its exp is not in the future, or not an integer"));
        }
        if (!(claims.get("nbf") instanceof Long nbf && now >= nbf)) {
            violations.add(new Violation(Rule.NBF, "its nbf is not in the past, or not an integer"));
        }
    }

    private boolean isSigned(String[] segments) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update((segments[0] + '.' + segments[1]).getBytes(US_ASCII));
            return verifier.verify(base64Url(segments[2]));
        } catch (GeneralSecurityException | IOException e) {
            return false; // the JDK throws for a signature of another length
        }
    }

    private static Map<String, Object> json(String segment) throws IOException {
        return StrictJsonReader.readObject(base64Url(segment));
    }

    /** Accepts one text for some bytes: with unused bits in its last character, a banned token would have other spellings. */
    private static byte[] base64Url(String segment) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(segment);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is not base64url", e);
        }
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
            throw new IOException("it is not base64url");
        }
        return bytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Verifies admin tokens: signature, header and claims must be exactly those of the specification's example, and times are
 * compared without leeway, as Jitsi's verifier does. Thread-safe.
 */
public final class AdminTokenVerifier {

    private static final Set<String> CLAIM_NAMES = Set.of("aud", "exp", "iss", "admin", "nbf", "sub");

    /** What is required of an admin token. */
    public enum Rule {
        /** The header is a JSON object with {@code alg}, {@code kid} and {@code typ} only. */
        HEADER,
        /** {@code alg} is {@code RS256}. */
        ALG,
        /** {@code kid} is the key id. */
        KID,
        /** {@code typ} is {@code JWT}. */
        TYP,
        /** The signature was made with the private key that belongs to the public key. */
        SIGNATURE,
        /** The claims are a JSON object with {@code aud}, {@code exp}, {@code iss}, {@code admin}, {@code nbf} and {@code sub} only. */
        CLAIMS,
        /** {@code aud} is {@value AdminClaims#AUDIENCE}. */
        AUD,
        /** {@code iss} is {@value AdminClaims#ISSUER}. */
        ISS,
        /** {@code admin} is the boolean true. */
        ADMIN,
        /** {@code sub} is the AppID of the key id. */
        SUB,
        /** {@code exp} is an integer of seconds, later than now. */
        EXP,
        /** {@code nbf} is an integer of seconds, now or earlier. */
        NBF
    }

    /**
     * A rule that a token breaks.
     *
     * @param rule the rule
     * @param description what is wrong, for example {@code its alg is not RS256}; it contains nothing of the token
     */
    public record Violation(Rule rule, String description) {}

    private final SignedTokenVerifier signed;

    /**
     * Creates a verifier for the tokens of one key.
     *
     * @param keyId the key id that a token must name
     * @param publicKey the key that verifies its signature
     * @param clock the time at which a token must be valid
     */
    public AdminTokenVerifier(KeyId keyId, RSAPublicKey publicKey, Clock clock) {
        signed = new SignedTokenVerifier(keyId, publicKey, clock);
    }

    /**
     * Verifies a token, now.
     *
     * @param token the token
     * @return the rules that it breaks, header first; empty if it is valid
     */
    public List<Violation> verify(Jwt token) {
        List<Violation> violations = new ArrayList<>();
        signed.verify(token, violations).ifPresent(claims -> {
            SignedTokenVerifier.requireEqual(Rule.ADMIN, "admin", true, claims, violations);
            if (!CLAIM_NAMES.containsAll(claims.keySet())) {
                violations.add(
                        new Violation(Rule.CLAIMS, "it has other claims than aud, exp, iss, admin, nbf and sub"));
            }
        });
        return List.copyOf(violations);
    }
}

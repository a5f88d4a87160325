package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifies admin tokens: signature, header and claims must be exactly those of the specification's example, and times are
 * compared without leeway, as Jitsi's verifier does. Thread-safe.
 */
public final class AdminTokenVerifier {

    private static final Set<String> HEADER_MEMBERS = Set.of("alg", "kid", "typ");
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

    private final KeyId keyId;
    private final RSAPublicKey publicKey;
    private final Clock clock;

    /**
     * Creates a verifier for the tokens of one key.
     *
     * @param keyId the key id that a token must name
     * @param publicKey the key that verifies its signature
     * @param clock the time at which a token must be valid
     */
    public AdminTokenVerifier(KeyId keyId, RSAPublicKey publicKey, Clock clock) {
        this.keyId = requireNonNull(keyId, "keyId");
        this.publicKey = requireNonNull(publicKey, "publicKey");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Verifies a token, now.
     *
     * @param token the token
     * @return the rules that it breaks, header first; empty if it is valid
     */
    public List<Violation> verify(Jwt token) {
        String[] segments = token.compact().split("\\.", -1);
        List<Violation> violations = new ArrayList<>();
        verifyHeader(segments[0], violations);
        if (!isSigned(segments)) {
            violations.add(new Violation(Rule.SIGNATURE, "its signature was not made with the key " + keyId));
        }
        verifyClaims(segments[1], violations);
        return List.copyOf(violations);
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

    private void verifyClaims(String segment, List<Violation> violations) {
        Map<String, Object> claims;
        try {
            claims = json(segment);
        } catch (IOException e) {
            violations.add(new Violation(Rule.CLAIMS, "its claims cannot be read: " + e.getMessage()));
            return;
        }
        long now = clock.instant().getEpochSecond();
        requireEqual(Rule.AUD, "aud", AdminClaims.AUDIENCE, claims, violations);
        requireEqual(Rule.ISS, "iss", AdminClaims.ISSUER, claims, violations);
        requireEqual(Rule.ADMIN, "admin", true, claims, violations);
        requireEqual(Rule.SUB, "sub", keyId.appId().value(), claims, violations);
        if (!(claims.get("exp") instanceof Long exp && now < exp)) {
            violations.add(new Violation(Rule.EXP, "its exp is not in the future, or not an integer"));
        }
        if (!(claims.get("nbf") instanceof Long nbf && now >= nbf)) {
            violations.add(new Violation(Rule.NBF, "its nbf is not in the past, or not an integer"));
        }
        if (!CLAIM_NAMES.containsAll(claims.keySet())) {
            violations.add(new Violation(Rule.CLAIMS, "it has other claims than aud, exp, iss, admin, nbf and sub"));
        }
    }

    private static void requireEqual(
            Rule rule, String name, Object expected, Map<String, Object> members, List<Violation> violations) {
        if (!expected.equals(members.get(name))) {
            String type = expected instanceof Boolean ? " (a boolean)" : "";
            violations.add(new Violation(rule, "its " + name + " is not " + expected + type));
        }
    }

    private boolean isSigned(String[] segments) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update((segments[0] + '.' + segments[1]).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(base64Url(segments[2]));
        } catch (GeneralSecurityException | IOException e) {
            return false; // the JDK throws for a signature of another length
        }
    }

    private static Map<String, Object> json(String segment) throws IOException {
        return StrictJsonReader.readObject(base64Url(segment));
    }

    private static byte[] base64Url(String segment) throws IOException {
        try {
            return Base64.getUrlDecoder().decode(segment);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is not base64url", e);
        }
    }
}

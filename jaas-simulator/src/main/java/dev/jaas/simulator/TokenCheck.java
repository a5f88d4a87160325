package dev.jaas.simulator;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.AppId;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks an admin token as strictly as can be: header and claims are exactly those of the specification's example, and there
 * is no leeway in time, as in Jitsi's own verifier. Thread-safe.
 */
final class TokenCheck {

    private static final String SCHEME = "Bearer ";

    private final KeyId keyId;
    private final RSAPublicKey publicKey;
    private final Clock clock;

    TokenCheck(KeyId keyId, RSAPublicKey publicKey, Clock clock) {
        this.keyId = keyId;
        this.publicKey = publicKey;
        this.clock = clock;
    }

    /**
     * Checks the header {@code Authorization}.
     *
     * @return the AppID that the token is for
     * @throws Refusal with status 401
     */
    AppId check(@Nullable String authorization) {
        require(authorization != null && authorization.startsWith(SCHEME), "there is no bearer token");
        String[] segments = segments(String.valueOf(authorization).substring(SCHEME.length()));
        Map<String, Object> header = json(segments[0], "header");
        require(
                header.equals(Map.of("alg", "RS256", "kid", keyId.value(), "typ", "JWT")),
                "the token's header must be alg RS256, kid " + keyId + " and typ JWT, and nothing else");
        require(isSigned(segments), "the token's signature is not that of the key " + keyId);
        return claims(json(segments[1], "claims"));
    }

    private AppId claims(Map<String, Object> claims) {
        require(
                claims.keySet().equals(Set.of("aud", "exp", "iss", "admin", "nbf", "sub")),
                "the token's claims must be aud, exp, iss, admin, nbf and sub, and nothing else");
        require(AdminClaims.AUDIENCE.equals(claims.get("aud")), "the claim aud must be jitsi");
        require(AdminClaims.ISSUER.equals(claims.get("iss")), "the claim iss must be chat");
        require(Boolean.TRUE.equals(claims.get("admin")), "the claim admin must be true, not in quotes");
        require(keyId.appId().value().equals(claims.get("sub")), "the claim sub must be the AppID of the kid");
        require(
                claims.get("exp") instanceof Long exp && clock.instant().getEpochSecond() < exp,
                "the token has expired, or its exp is not a whole number");
        require(
                claims.get("nbf") instanceof Long nbf && clock.instant().getEpochSecond() >= nbf,
                "the token is not valid yet, or its nbf is not a whole number");
        return keyId.appId();
    }

    private static String[] segments(String token) {
        try {
            return Jwt.parse(token).compact().split("\\.", -1);
        } catch (InvalidValueException e) {
            throw new Refusal(401, "the bearer token is not a JWT");
        }
    }

    private boolean isSigned(String[] segments) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update((segments[0] + '.' + segments[1]).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(decoded(segments[2], "signature"));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Map<String, Object> json(String segment, String what) {
        try {
            return StrictJson.object(decoded(segment, what));
        } catch (IOException e) {
            throw new Refusal(401, "the token's " + what + " cannot be read: " + e.getMessage());
        }
    }

    private static byte[] decoded(String segment, String what) {
        try {
            return Base64.getUrlDecoder().decode(segment);
        } catch (IllegalArgumentException e) {
            throw new Refusal(401, "the token's " + what + " is not base64url");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refusal(401, otherwise);
        }
    }
}

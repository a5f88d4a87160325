// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.spi.JwsSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs admin tokens, for tools that call JaaS by themselves. Applications do not need it: a {@link JaasClient} signs, shares and
 * renews its own.
 *
 * <p>An admin token can do everything that the key can: do not share it.
 */
public final class AdminTokenSigner {

    private AdminTokenSigner() {}

    /**
     * Signs a token on the current thread.
     *
     * @param signer holds the private key and names the AppID
     * @param now when the token is issued; it is valid from 60 s before
     * @param lifetime how long it is valid from {@code now} on; dated in whole seconds
     * @return the token
     * @throws RuntimeException if the signer fails, of any type
     */
    public static Jwt sign(JwsSigner signer, Instant now, Duration lifetime) {
        requireNonNull(signer, "the signer is null");
        return sign(signer, AdminClaims.issuedAt(signer.keyId().appId(), now, lifetime));
    }

    /** The header and claims are those of the specification's example token, in its order. */
    static Jwt sign(JwsSigner signer, AdminClaims claims) {
        byte[] header = JsonWriter.object(json ->
                json.field("alg", "RS256").field("kid", signer.keyId().value()).field("typ", "JWT"));
        byte[] payload = JsonWriter.object(json -> json.field("aud", AdminClaims.AUDIENCE)
                .field("exp", claims.expiresAt().getEpochSecond())
                .field("iss", AdminClaims.ISSUER)
                .field("admin", true)
                .field("nbf", claims.notBefore().getEpochSecond())
                .field("sub", claims.subject().value()));
        String input = base64Url(header) + '.' + base64Url(payload);
        return Jwt.parse(input + '.' + base64Url(signer.sign(input.getBytes(US_ASCII))));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

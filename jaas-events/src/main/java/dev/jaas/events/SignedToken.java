// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jaas.domain.Jwt;
import dev.jaas.spi.JwsSigner;
import java.util.Base64;

/** Signs claims in the compact form (RFC 7515, 7.1). */
final class SignedToken {

    private SignedToken() {}

    static Jwt sign(JwsSigner signer, byte[] claims) {
        byte[] header = JsonWriter.object(json ->
                json.field("alg", "RS256").field("kid", signer.keyId().value()).field("typ", "JWT"));
        String input = base64Url(header) + '.' + base64Url(claims);
        return Jwt.parse(input + '.' + base64Url(signer.sign(input.getBytes(US_ASCII))));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

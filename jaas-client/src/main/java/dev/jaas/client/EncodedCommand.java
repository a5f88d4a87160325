// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.Jwt;
import dev.jaas.spi.TransportRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A command as it goes on the wire, but for the token.
 *
 * @param uri where it is POSTed
 * @param body JSON, or empty
 * @param bannedJwt the token that the command bans, or null if it bans none
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor shared
record EncodedCommand(URI uri, byte[] body, @Nullable Jwt bannedJwt) {

    TransportRequest request(AdminTokens.Token token) {
        return token.requests().request(uri, body);
    }
}

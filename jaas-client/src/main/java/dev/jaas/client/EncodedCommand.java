package dev.jaas.client;

import dev.jaas.domain.Jwt;
import dev.jaas.spi.TransportRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A command as it goes on the wire, but for the token. */
final class EncodedCommand {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI uri;
    private final byte[] body;
    private final @Nullable Jwt bannedJwt;

    /**
     * An encoded command.
     *
     * @param uri where it is POSTed
     * @param body JSON, or empty
     * @param bannedJwt the token that the command bans, or null if it bans none
     */
    EncodedCommand(URI uri, byte[] body, @Nullable Jwt bannedJwt) {
        this.uri = uri;
        this.body = body;
        this.bannedJwt = bannedJwt;
    }

    TransportRequest request(AdminTokens.Token token) {
        return token.requests().request(uri, body);
    }

    @Nullable
    Jwt bannedJwt() {
        return bannedJwt;
    }

    /** Host and port, for messages. */
    String peer() {
        int standard = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
    }
}

package dev.jaas.cli;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends nothing and keeps the request. The client makes it as it makes every other, so what is shown is
 * what would have been sent.
 */
final class DryRun implements HttpTransport {

    private static final String BEARER = "Bearer ";

    private volatile @Nullable TransportRequest request;

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest toShow) {
        request = toShow;
        return CompletableFuture.completedFuture(new TransportResponse(200, Map.of(), new byte[0], true));
    }

    /** A signer without a key. Its signature is never shown: the token's place is taken by a shell variable. */
    static JwsSigner unsigned(KeyId keyId) {
        return new JwsSigner() {
            @Override
            public KeyId keyId() {
                return keyId;
            }

            @Override
            public byte[] sign(byte[] signingInput) {
                return new byte[256];
            }
        };
    }

    /** The request as a {@code curl} command, with {@code $JAAS_TOKEN} and {@code $BANNED_JWT} to be filled in. */
    String curl(JaasCommand command) {
        TransportRequest shown = requireNonNull(request, "the client has sent nothing");
        Shell shell = new Shell();
        shown.headers().values().stream()
                .filter(value -> value.startsWith(BEARER))
                .forEach(value -> shell.hiding(value.substring(BEARER.length()), "JAAS_TOKEN"));
        if (command instanceof BanJwt ban) {
            shell.hiding(ban.jwt().compact(), "BANNED_JWT");
        }
        return shell.curl(shown);
    }
}

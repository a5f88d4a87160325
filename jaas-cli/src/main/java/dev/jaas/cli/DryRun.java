// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.util.Objects.requireNonNull;

import dev.jaas.cli.common.ShellText;
import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends nothing, keeps the request and reports status 200. The client makes the request as it makes every
 * other, so what is shown is what would have been sent.
 */
final class DryRun implements HttpTransport {

    private static final String BEARER = "Bearer ";
    private static final int OK = 200;

    private volatile @Nullable TransportRequest request;

    @Override
    public Exchange start(TransportRequest toShow, ExchangeListener listener) {
        if (listener.beforeSend()) {
            request = toShow;
            listener.head(OK, name -> List.of());
            listener.complete();
        } else {
            listener.failed("the dry run was stopped");
        }
        return () -> {};
    }

    /** The request as a {@code curl} command, with {@code $JAAS_TOKEN} and {@code $BANNED_JWT} to be filled in. */
    String curl(String bannedJwt) {
        TransportRequest shown = requireNonNull(request, "the client has sent nothing");
        ShellText shell = new ShellText();
        shown.headers().values().stream()
                .filter(value -> value.startsWith(BEARER))
                .forEach(value -> shell.withSecret(value.substring(BEARER.length()), "JAAS_TOKEN"));
        if (!bannedJwt.isEmpty()) {
            shell.withSecret(bannedJwt, "BANNED_JWT");
        }
        return shell.curl(shown);
    }
}

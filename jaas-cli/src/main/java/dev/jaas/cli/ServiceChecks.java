package dev.jaas.cli;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What one request without a token tells: whether the service can be reached, and what its clock shows.
 *
 * @param baseUrl where commands go
 * @param timeout for the whole exchange
 * @param clock ours
 */
record ServiceChecks(URI baseUrl, Duration timeout, Clock clock) {

    static final String SERVICE = "service";

    private static final String NOT_SENT = "Commands end as not delivered (exit status 4) in the same way."
            + " No 401 comes of it: they do not reach JaaS.";

    List<Check> by(HttpTransport transport) {
        Instant sent = clock.instant();
        TransportResponse response;
        try {
            response = transport.send(request()).join();
        } catch (CompletionException e) {
            return List.of(
                    unreachable(e.getCause()), Check.notChecked(ClockCheck.SERVICES, "the service did not answer"));
        }
        Instant received = clock.instant();
        String answered = "%s answered %d to HEAD without a token".formatted(baseUrl, response.status());
        return List.of(Check.ok(SERVICE, answered), ClockCheck.against(response, sent, received));
    }

    /**
     * HEAD is safe (RFC 9110 §9.2.1), every server has it (§9.1), and it brings the same {@code Date} as GET without a
     * body to throw away. A stored answer would have an old date.
     */
    private TransportRequest request() {
        String ascii = baseUrl.toASCIIString();
        String scheme = baseUrl.getScheme();
        URI uri = URI.create(scheme.toLowerCase(Locale.ROOT) + ascii.substring(scheme.length()));
        Map<String, String> headers = Map.of("User-Agent", "jaas/" + Build.version(), "Cache-Control", "no-cache");
        return new TransportRequest("HEAD", uri, headers, new byte[0], timeout);
    }

    private static Check unreachable(@Nullable Throwable failure) {
        String reason = failure instanceof TransportException
                ? Failure.sentence(failure)
                : "The transport failed (%s)."
                        .formatted(failure == null ? "?" : failure.getClass().getSimpleName());
        if (failure instanceof TransportException known && !known.mayHaveBeenSent()) {
            return new Check(
                    SERVICE,
                    Check.State.FINDING,
                    reason,
                    NOT_SENT,
                    "see that this machine finds the name (DNS), that no firewall stands between, and that Java trusts"
                            + " the certificate (JAVA_OPTS=-Djavax.net.ssl.trustStore=… for a company's own authority)."
                            + " The program uses no proxy.",
                    failure);
        }
        return new Check(
                SERVICE,
                Check.State.FINDING,
                reason,
                "What became of a command would be unknown in the same way (exit status 5).",
                "see that the base URL's host and port are those of the service, or give it more time with --timeout.",
                failure);
    }
}

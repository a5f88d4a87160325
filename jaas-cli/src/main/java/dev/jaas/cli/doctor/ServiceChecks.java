// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.cli.common.BuildInfo;
import dev.jaas.cli.common.Failure;
import dev.jaas.domain.Redaction;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends one request without a token: checks whether the service can be reached, and what its clock shows.
 *
 * @param baseUrl where commands are sent
 * @param timeout for the whole exchange
 * @param clock this machine's
 */
record ServiceChecks(URI baseUrl, Duration timeout, Clock clock) {

    static final String SERVICE = "service";

    private static final int MAX_URL = 200;

    List<Check> run(HttpTransport transport) {
        Instant sent = clock.instant();
        ServiceProbe.Response response;
        try {
            response = ServiceProbe.send(request(), transport, timeout);
        } catch (ServiceProbe.NoResponseException e) {
            return List.of(unreachable(e), Check.notChecked(ClockCheck.SERVICE_CLOCK, "the service did not respond"));
        }
        Instant received = clock.instant();
        String finding = Redaction.excerpt(baseUrl.toString(), MAX_URL) + " responded with " + response.status()
                + " to HEAD without a token";
        return List.of(Check.ok(SERVICE, finding), ClockCheck.compare(response, sent, received));
    }

    /**
     * HEAD is safe (RFC 9110 §9.2.1), every server supports it (§9.1), and it returns the same {@code Date} as GET without a
     * body. A response from a cache would have an old date.
     */
    private TransportRequest request() {
        String ascii = baseUrl.toASCIIString();
        String scheme = baseUrl.getScheme();
        URI uri = URI.create(scheme.toLowerCase(Locale.ROOT) + ascii.substring(scheme.length()));
        Map<String, String> headers = Map.of("User-Agent", "jaas/" + BuildInfo.version(), "Cache-Control", "no-cache");
        return new TransportRequest("HEAD", uri, headers, new byte[0]);
    }

    private static Check unreachable(ServiceProbe.NoResponseException failure) {
        String finding = Failure.sentence(failure);
        if (failure.sent()) {
            return new Check(
                    SERVICE,
                    Check.State.FINDING,
                    finding,
                    "A command that fails like this may have taken effect (exit status 5).",
                    "check the host and port of the base URL, or allow more time with --timeout.",
                    failure);
        }
        return new Check(
                SERVICE,
                Check.State.FINDING,
                finding,
                "Commands that fail like this are not delivered (exit status 4). This does not cause a 401, since they do"
                        + " not reach JaaS.",
                "check that the host name resolves (DNS), that no firewall blocks the connection, and that Java trusts the"
                        + " certificate (JAVA_OPTS=-Djavax.net.ssl.trustStore=… for a company's own certificate"
                        + " authority). The program uses no proxy.",
                failure);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps other web sites from reading or using the page by way of the browser of a person who visits them: by a form, by a script, or
 * by a host name of theirs that resolves to loopback (DNS rebinding).
 */
final class PageGuard {

    /** The header of actions. A script of another site cannot send it without a preflight request, which is never granted. */
    static final String ACTION_HEADER = "X-Jaas-Simulator";

    /** A name that no other site has, with any port: the page may be opened through a forwarded one. */
    private static final Pattern OWN_HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?");

    private PageGuard() {}

    /**
     * Checks that the page is asked for by an address of this machine.
     *
     * @throws RejectedRequest with status 403 otherwise
     */
    static void requireOwnHost(HttpExchange exchange) {
        List<String> hosts = values(exchange, "Host");
        if (hosts.size() != 1 || !OWN_HOST.matcher(hosts.get(0)).matches()) {
            int port = exchange.getLocalAddress().getPort();
            throw new RejectedRequest(
                    403, "the host is not this simulator; open " + scheme(exchange) + "://127.0.0.1:" + port);
        }
    }

    /**
     * Checks that a browser does not ask on behalf of another site. Browsers report that (W3C, Fetch Metadata); other programs need not.
     *
     * @throws RejectedRequest with status 403 otherwise
     */
    static void requireSameSite(HttpExchange exchange) {
        if (!Set.of("same-origin").containsAll(values(exchange, "Sec-Fetch-Site"))
                || !origins(exchange).containsAll(values(exchange, "Origin"))) {
            throw new RejectedRequest(403, "another site asked for this; open the page itself");
        }
    }

    /**
     * Checks that the page itself sent an action.
     *
     * @throws RejectedRequest with status 403 otherwise
     */
    static void requirePage(HttpExchange exchange) {
        requireSameSite(exchange);
        if (values(exchange, "Origin").isEmpty()
                || !values(exchange, ACTION_HEADER).equals(List.of("page"))) {
            throw new RejectedRequest(
                    403, "only the page may do this: Origin and " + ACTION_HEADER + " are missing or wrong");
        }
    }

    private static List<String> values(HttpExchange exchange, String header) {
        return exchange.getRequestHeaders().getOrDefault(header, List.of());
    }

    /** The origins of the page under the host by which it was asked for. */
    private static Set<String> origins(HttpExchange exchange) {
        return values(exchange, "Host").stream()
                .map(host -> scheme(exchange) + "://" + host)
                .collect(Collectors.toSet());
    }

    private static String scheme(HttpExchange exchange) {
        return exchange instanceof HttpsExchange ? "https" : "http";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Serves the page for people at {@code /} and what belongs to it below {@code /page/}, and passes everything else on. Requests for the
 * page are not recorded, and neither is what browsers request by themselves.
 */
final class PageHandler implements HttpHandler {

    private static final int MAX_BODY_BYTES = 4 * 1024;
    private static final String PREFIX = "/page/";
    private static final String STATE = PREFIX + "state";

    /** Browsers request these by themselves: icons for a home screen, and settings of their developer tools. */
    private static final List<String> BROWSER_PREFIXES = List.of("/apple-touch-icon", "/.well-known/");

    private static final Map<String, Resource> RESOURCES = Map.of(
            "/",
            new Resource("page.html", "text/html; charset=utf-8"),
            PREFIX + "page.css",
            new Resource("page.css", "text/css; charset=utf-8"),
            PREFIX + "page.js",
            new Resource("page.js", "text/javascript; charset=utf-8"),
            PREFIX + "elements.js",
            new Resource("elements.js", "text/javascript; charset=utf-8"),
            PREFIX + "icon.svg",
            new Resource("icon.svg", "image/svg+xml"),
            // Browsers request /favicon.ico by themselves; without this it would be recorded as a rejected request.
            "/favicon.ico",
            new Resource("icon.svg", "image/svg+xml"));

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final PageActions actions;
    private final StateStream stream;
    private final HttpHandler otherRequests;

    private record Resource(String file, String type) {}

    PageHandler(PageActions actions, StateStream stream, HttpHandler otherRequests) {
        this.actions = actions;
        this.stream = stream;
        this.otherRequests = otherRequests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        if (!RESOURCES.containsKey(path) && !path.startsWith(PREFIX) && !isOfBrowser(exchange, path)) {
            otherRequests.handle(exchange);
            return;
        }
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            try {
                respond(exchange, path);
            } catch (RejectedRequest e) {
                send(exchange, e.status(), "application/json", JsonWriter.error(e.reason()));
            }
        }
    }

    /** Whether a browser sent a request (W3C, Fetch Metadata) that is no command; it must not use up a scripted response. */
    private static boolean isOfBrowser(HttpExchange exchange, String path) {
        return BROWSER_PREFIXES.stream().anyMatch(path::startsWith)
                || (exchange.getRequestHeaders().containsKey("Sec-Fetch-Site") && !path.startsWith("/v1/"));
    }

    private void respond(HttpExchange exchange, String path) throws IOException {
        PageGuard.requireOwnHost(exchange);
        Resource resource = RESOURCES.get(path);
        String action = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
        if (resource != null) {
            requireMethod(exchange, "GET", "HEAD");
            send(exchange, 200, resource.type, read(resource));
        } else if (path.equals(STATE)) {
            requireMethod(exchange, "GET");
            PageGuard.requireSameSite(exchange);
            stream.send(exchange);
        } else if (PageActions.NAMES.contains(action)) {
            requireMethod(exchange, "POST");
            PageGuard.requirePage(exchange);
            actions.perform(action, json(exchange));
            exchange.sendResponseHeaders(204, -1);
        } else {
            throw new RejectedRequest(404, "the page has no such path");
        }
    }

    private static void requireMethod(HttpExchange exchange, String... methods) {
        if (!List.of(methods).contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            throw new RejectedRequest(405, "the method must be " + String.join(" or ", methods));
        }
    }

    private static byte[] json(HttpExchange exchange) throws IOException {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw new RejectedRequest(415, "the content type must be application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new RejectedRequest(413, "the body is too large");
        }
        return body;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        boolean empty = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] read(Resource resource) throws IOException {
        try (InputStream in = PageHandler.class.getResourceAsStream("page/" + resource.file)) {
            if (in == null) {
                throw new FileNotFoundException("the jar has no page/" + resource.file);
            }
            return in.readAllBytes();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's resources, and the refusals that keep other web sites away from it. */
class PageHandlerTest extends SimulatorTests {

    private static final String JOIN = "{\"room\":\"standup\",\"user\":\"ann\"}";

    private final PageClient page = new PageClient(simulator.baseUrl());
    private final Caller caller = new Caller(simulator);

    PageHandlerTest() {
        super(JaasSimulator.builder().page(true).start());
    }

    @Test
    void root_get_isThePageWithStrictHeaders() throws Exception {
        HttpResponse<String> response = page.get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow()
                        .split("; *"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'")
                .noneMatch(directive -> directive.contains("unsafe") || directive.contains("*"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .hasValue("same-origin");
        assertThat(response.headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void root_get_namesOnlyResourcesThatAreServed() throws Exception {
        String texts = page.get("/").body() + page.get("/page/page.js").body();
        List<String> paths = Pattern.compile("(?:src=|href=|from )\"([^\"]+)\"")
                .matcher(texts)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(paths)
                .contains("/page/page.css", "/page/page.js", "/page/elements.js")
                .allMatch(path -> path.startsWith("/page/"));
        for (String path : paths) {
            HttpResponse<String> response = page.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(response.body())
                    .as(path)
                    .doesNotContainPattern("(?i)innerHTML|insertAdjacentHTML|document\\.write|@import|\\beval\\b");
        }
    }

    @Test
    void root_head_hasNoBody() throws Exception {
        HttpResponse<String> response = page.send(page.request("/").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void pageRequests_always_areNotRecorded() throws Exception {
        page.get("/");
        page.get("/favicon.ico");
        page.send(page.action("join", JOIN));
        page.get("/page/nothing");

        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/apple-touch-icon-precomposed.png,",
        "/.well-known/appspecific/com.chrome.devtools.json,",
        "/robots.txt,none",
        "/standup,same-origin"
    })
    void browserRequests_byItself_useUpNoScriptedResponse(String path, String site) throws Exception {
        simulator.script(ScriptedResponse.status(503));
        HttpRequest.Builder request = page.request(path);
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        assertThat(page.send(request).statusCode()).isEqualTo(404);

        assertThat(simulator.requests()).isEmpty();
        assertThat(caller.banUser("ann").status()).isEqualTo(503);
    }

    @Test
    void commands_sentByABrowser_areRecorded() throws Exception {
        page.send(page.request(Caller.MEETING).header("Sec-Fetch-Site", "cross-site"));

        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void root_withoutThePage_isARequestLikeAnyOther() throws Exception {
        try (JaasSimulator plain = JaasSimulator.start()) {
            PageClient client = new PageClient(plain.baseUrl());

            assertThat(client.get("/").statusCode()).isEqualTo(401);
            assertThat(client.get("/page/state").statusCode()).isEqualTo(401);
            assertThat(plain.requests()).hasSize(2);
        }
    }

    @Test
    void commands_withThePage_areExecuted() {
        assertThat(caller.banUser("ann").status()).isEqualTo(200);
        assertThat(simulator.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/,'GET, HEAD'",
        "PUT,/page/page.css,'GET, HEAD'",
        "POST,/page/state,GET",
        "HEAD,/page/state,GET",
        "GET,/page/join,POST",
        "OPTIONS,/page/join,POST"
    })
    void method_notAllowed_405(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = page.send(
                page.request(path).header("Origin", "https://example.com").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void path_unknown_404() throws Exception {
        assertThat(page.get("/page/nothing").statusCode()).isEqualTo(404);
        assertThat(page.get("/page/").statusCode()).isEqualTo(404);
        assertThat(page.get("/page/..%2fpage.css").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/page.js", "/page/state", "/page/join"})
    void host_foreign_403(String path) throws IOException {
        int port = simulator.baseUrl().getPort();
        for (String host : List.of(
                "Host: example.com:" + port,
                "Host: 127.0.0.1.example.com:" + port,
                "Host: 127.0.0.11:" + port,
                "Host: 127x0.0.1:" + port,
                "Host: 127.0.0.1:" + port + "@example.com",
                "Host: localhost.:" + port,
                "Host: 127.0.0.1:" + port + "\r\nHost: example.com",
                "X: y")) {
            String method = path.equals("/page/join") ? "POST" : "GET";
            assertThat(statusLine(method + " " + path + " HTTP/1.0\r\n" + host))
                    .as(host)
                    .contains(" 403 ");
        }
    }

    /** The page may be opened through a forwarded port. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "127.0.0.1", "127.0.0.1:65535"})
    void host_ofThisMachineWithAnyPort_isServed(String host) throws IOException {
        assertThat(statusLine("GET / HTTP/1.0\r\nHost: " + host)).contains(" 200 ");
        assertThat(statusLine("POST /page/join HTTP/1.0\r\nHost: " + host + "\r\nOrigin: http://" + host
                        + "\r\nX-Jaas-Simulator: page\r\nContent-Type: application/json\r\nContent-Length: "
                        + JOIN.length() + "\r\n\r\n" + JOIN))
                .contains(" 204 ");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,page,same-origin",
                "null,page,-",
                "https://example.com,page,-",
                "http://127.0.0.1:1,page,-",
                "http://localhost,page,-",
                "own,-,-",
                "own,other,-",
                "own,page,cross-site",
                "own,page,same-site",
                "own,page,none"
            })
    void action_withoutProofThatThePageSentIt_403(String origin, String header, String site) throws Exception {
        HttpRequest.Builder request = page.request("/page/join")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JOIN));
        if (origin != null) {
            request.header("Origin", origin.equals("own") ? page.origin() : origin);
        }
        if (header != null) {
            request.header("X-Jaas-Simulator", header);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        assertThat(page.send(request).statusCode()).isEqualTo(403);
        assertThat(simulator.room(simulator.conference("standup")).participants())
                .isEmpty();
    }

    @Test
    void action_otherContentType_415() throws Exception {
        HttpResponse<String> response = page.send(page.action("join", JOIN).setHeader("Content-Type", "text/plain"));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(simulator.room(simulator.conference("standup")).participants())
                .isEmpty();
    }

    @Test
    void action_tooLarge_413() throws Exception {
        HttpResponse<String> response = page.send(page.action("join", JOIN + " ".repeat(5_000)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    /** The status line of the response to a request with exactly these header fields. */
    private String statusLine(String head) throws IOException {
        try (Socket socket = caller.connect()) {
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(ISO_8859_1));
            // The state, if it is sent, does not end.
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.cli.common.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headless Chromium, driven through ChromeDriver (W3C, WebDriver). It reaches 127.0.0.1 and no other host. */
final class Browser implements AutoCloseable {

    static final String TAB = "\uE004";
    static final String ENTER = "\uE007";
    static final String SPACE = " ";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Pattern STARTED = Pattern.compile("successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // WebDriver, 12.1

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Process driver;
    private final URI server;
    private final String session;

    /**
     * Starts it.
     *
     * @param profile an empty directory for its files
     */
    Browser(Path profile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        onPath("chromedriver").orElseThrow().toString(), "--port=0")
                .redirectErrorStream(true);
        builder.environment().put("TMPDIR", profile.toString());
        driver = builder.start();
        server = URI.create("http://127.0.0.1:" + port(driver));
        Json options = new Json()
                .with("binary", binary().orElseThrow())
                .with(
                        "args",
                        List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--no-proxy-server",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                                "--user-data-dir=" + profile));
        Json always = new Json()
                .with("goog:chromeOptions", options)
                .with("goog:loggingPrefs", new Json().with("browser", "ALL"));
        Json started = (Json) post("/session", new Json().with("capabilities", new Json().with("alwaysMatch", always)));
        session = "/session/" + started.member("sessionId");
    }

    static boolean isInstalled() {
        return onPath("chromedriver").isPresent() && binary().isPresent();
    }

    void open(URI url) throws IOException {
        post(session + "/url", new Json().with("url", url));
    }

    /** Types into the element that has the focus. */
    void press(String keys) throws IOException {
        Json active = (Json) call("GET", session + "/element/active", null);
        post(session + "/element/" + active.member(ELEMENT) + "/value", new Json().with("text", keys));
    }

    /** Presses Tab until a certain element has the focus, as far as the page goes. */
    void tabTo(String label) throws IOException {
        String focused = "";
        for (int i = 0; i < 100; i++) {
            press(TAB);
            focused = script("const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent");
            if (focused.equals(label)) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach \"" + label + "\" but \"" + focused + "\"");
    }

    /** Runs a function's body in the page, and returns its result as text. */
    String script(String body) throws IOException {
        return String.valueOf(
                post(session + "/execute/sync", new Json().with("script", body).with("args", List.of())));
    }

    /** The text that a person sees in the first element of a selector, once it is as expected. */
    String awaitText(String selector, Predicate<String> expected) throws IOException {
        return await("return document.querySelector('" + selector + "')?.innerText ?? ''", expected);
    }

    /** The result of a script, once it is as expected. */
    String await(String script, Predicate<String> expected) throws IOException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        String result = script(script);
        while (!expected.test(result)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("After " + TIMEOUT.toSeconds() + " s \"" + script + "\" is still: " + result);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            result = script(script);
        }
        return result;
    }

    /** What the page wrote to the console since the last call, violations of its Content-Security-Policy included. */
    List<?> console() throws IOException {
        return (List<?>) post(session + "/se/log", new Json().with("type", "browser"));
    }

    @Override
    public void close() throws IOException {
        try {
            call("DELETE", session, null);
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly().onExit().join();
        }
    }

    private Object post(String path, Json body) throws IOException {
        return call("POST", path, body);
    }

    private Object call(String method, String path, Json body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<byte[]> response =
                http.sendAsync(request, BodyHandlers.ofByteArray()).join();
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + new String(response.body(), UTF_8));
        }
        return Json.parse(response.body()).member("value");
    }

    private static String port(Process driver) {
        return CompletableFuture.supplyAsync(() -> driver.inputReader(UTF_8)
                        .lines()
                        .map(STARTED::matcher)
                        .filter(Matcher::find)
                        .map(started -> started.group(1))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("chromedriver ended without a port")))
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((port, failure) -> {
                    if (failure != null) {
                        driver.destroyForcibly();
                    }
                })
                .join();
    }

    private static Optional<Path> binary() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

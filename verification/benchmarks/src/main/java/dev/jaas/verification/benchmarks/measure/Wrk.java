// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.client.AdminTokenSigner;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}, which does nothing but send and count: an upper bound of what the server can take. */
final class Wrk implements AutoCloseable {

    static final String NAME = "wrk";

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3);

    private final Server server; // of its own, where what it leaves behind at its end disturbs nobody
    private final Path script;
    private long leftBehind; // at most so many requests whose response it did not wait for
    private long counted;

    /** What one run of it reported. */
    record Run(double perSecond, double p99Millis) {}

    Wrk(Settings settings) {
        server = new Server(settings);
        String token = AdminTokenSigner.sign(settings.directory().signer(0), Instant.now(), Duration.ofHours(2))
                .compact();
        script = settings.directory().path().resolve("kick.lua");
        try {
            Files.writeString(script, """
                    wrk.method = "POST"
                    wrk.path = "%s"
                    wrk.body = [[%s]]
                    wrk.headers["Accept"] = "*/*"
                    wrk.headers["Content-Type"] = "application/json"
                    wrk.headers["Authorization"] = "Bearer %s"
                    """.formatted(
                            WorkDirectory.PATH, new String(WorkDirectory.body(), StandardCharsets.UTF_8), token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder(NAME, "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    >= 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Runs for whole seconds, the only unit that it knows. */
    Run run(int concurrency, int seconds) {
        String out = output(
                NAME,
                "-t1",
                "-c" + concurrency,
                "-d" + seconds + "s",
                "--latency",
                "-s",
                script.toString(),
                server.url(false));
        counted += Long.parseLong(find(REQUESTS, out).group(1));
        leftBehind += concurrency;
        Server.Counts counts = server.counts();
        boolean plausible = counts.verified() >= counted && counts.verified() <= counted + leftBehind;
        if (!plausible || counts.rejected() != 0 || out.contains("Non-2xx")) {
            throw new IllegalStateException(
                    "wrk counted %d in all, but the server has %s: %s".formatted(counted, counts, out));
        }
        Matcher p99 = find(P99, out);
        return new Run(
                Double.parseDouble(find(RATE, out).group(1)),
                Double.parseDouble(p99.group(1)) * MILLIS.get(p99.group(2)));
    }

    @Override
    public void close() {
        server.close();
    }

    private static Matcher find(Pattern pattern, String out) {
        Matcher matcher = pattern.matcher(out);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk printed something else than expected: " + out);
        }
        return matcher;
    }

    private static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

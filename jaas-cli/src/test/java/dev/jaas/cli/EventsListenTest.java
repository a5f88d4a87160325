// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.WebhookAttempt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code jaas events listen}, and {@code jaas simulate} sending to it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EventsListenTest {

    private static final String SECRET = "whsec_0123456789abcdef";

    @TempDir
    private Path directory;

    private String secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = Files.writeString(directory.resolve("secret.txt"), SECRET).toString();
    }

    @Test
    void listen_eventsOfTheSimulator_areLinesOfStandardOutput() throws Exception {
        Running listener = new Running("events", "listen", "--secret-file", secret);
        try (JaasSimulator simulator =
                JaasSimulator.builder().webhook(listener.url(), SECRET).start()) {
            ParticipantId ann = simulator.join(simulator.conference("standup"), UserId.parse("auth0|ann"));

            assertThat(listener.out.readLine()).endsWith("Z ROOM_CREATED standup");
            assertThat(listener.out.readLine())
                    .endsWith("Z PARTICIPANT_JOINED standup participant " + ann + " user auth0|ann");

            simulator.leave(simulator.conference("standup"), ann);
            assertThat(listener.out.readLine())
                    .endsWith("Z PARTICIPANT_LEFT standup participant " + ann + " user auth0|ann left");
        }
        assertThat(listener.interrupt()).isZero();
    }

    @Test
    void listen_withJson_printsWholeEventsInAscii() throws Exception {
        Running listener = new Running("events", "listen", "--json", "--secret-file", secret);
        try (JaasSimulator simulator =
                JaasSimulator.builder().webhook(listener.url(), SECRET).start()) {
            simulator.join(simulator.conference("standup"), UserId.parse("J\u00f6rg\u202e"));

            assertThat(listener.out.readLine())
                    .startsWith("{\"idempotencyKey\":")
                    .endsWith("}");
            assertThat(listener.out.readLine())
                    .contains("\"id\":\"J\\u00F6rg\\u202E\"")
                    .matches("\\p{ASCII}*");
        }
        listener.interrupt();
    }

    @Test
    void listen_textsThatControlATerminal_areNotPrinted() throws Exception {
        Running listener = new Running("events", "listen", "--secret-file", secret);
        try (JaasSimulator simulator =
                JaasSimulator.builder().webhook(listener.url(), SECRET).start()) {
            simulator.join(simulator.conference("standup"), UserId.parse("J\u00f6rg\u202egpj"));

            listener.out.readLine();
            assertThat(listener.out.readLine()).endsWith(" user J\u00f6rg?gpj");
        }
        listener.interrupt();
    }

    @Test
    void listen_forgedEvent_isReportedOnStandardErrorAlone() throws Exception {
        Running listener = new Running("events", "listen", "--secret-file", secret);
        try (JaasSimulator simulator =
                JaasSimulator.builder().webhook(listener.url(), "whsec_another").start()) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(listener.err.readLine()).startsWith("Refused with 401, SIGNATURE_MISMATCH: ");
        }
        listener.interrupt();
        assertThat(listener.out.ready()).isFalse();
    }

    @Test
    void listen_eventThatCannotBePrinted_isNotAcceptedAndEndsWith1() throws Exception {
        Running listener = new Running("events", "listen", "--secret-file", secret);
        listener.out.close();
        BlockingQueue<WebhookAttempt> attempts = new LinkedBlockingQueue<>();
        try (JaasSimulator simulator = JaasSimulator.builder()
                .webhook(listener.url(), SECRET)
                .onWebhook(attempts::add)
                .start()) {
            simulator.join(simulator.conference("standup"), UserId.parse("ann"));

            assertThat(listener.ended.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(listener.err.readLine()).startsWith("The output could not be written");
            assertThat(attempts.take().isAccepted()).isFalse();
        }
    }

    @Test
    void listen_portInUse_saysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Invocation.Result result = new Invocation()
                    .run("events", "listen", "--secret-file", secret, "--port", "" + taken.getLocalPort());

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("--port").hasLineCount(1);
        }
    }

    @Test
    void simulate_withAWebhookUrl_sendsEventsAndPrintsEachAttempt() throws Exception {
        Running listener = new Running("events", "listen", "--secret-file", secret);
        Running simulation = new Running(
                "simulate",
                "--webhook-url",
                listener.url().toString(),
                "--webhook-secret-file",
                secret,
                "--webhook-repeat",
                "100");

        String created = listener.out.readLine();
        assertThat(created).endsWith("ROOM_CREATED demo");
        assertThat(listener.out.readLine()).isEqualTo(created);
        assertThat(listener.out.readLine()).contains("PARTICIPANT_JOINED demo").endsWith(" user alice");
        assertThat(simulation.out.lines().anyMatch(line -> line.matches("# \\S+ webhook PARTICIPANT_JOINED -> 200")))
                .isTrue();
        assertThat(simulation.interrupt()).isZero();
        assertThat(listener.interrupt()).isZero();
    }

    @Test
    void simulate_unusableWebhookOptions_areRefused() {
        assertThat(refusal("--webhook-url", "http://127.0.0.1:1/")).contains("--webhook-secret-file");
        assertThat(refusal("--webhook-repeat", "5")).contains("--webhook-url");
        assertThat(refusal("--webhook-url", "x y", "--webhook-secret-file", secret))
                .contains("not a URL");
        assertThat(refusal("--webhook-url", "ftp://h/", "--webhook-secret-file", secret))
                .contains("http://")
                .doesNotContain(SECRET);
        assertThat(refusal("--webhook-url", "http://h/", "--webhook-secret-file", secret, "--webhook-lose", "101"))
                .contains("0 to 100");
    }

    private static String refusal(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "simulate";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Invocation.Result result = new Invocation().run(arguments);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1);
        return result.err();
    }

    /** The program in a thread of its own, until it is interrupted. */
    private static final class Running {

        private final PipedInputStream printed = new PipedInputStream(64 * 1024);
        private final PipedInputStream reported = new PipedInputStream(64 * 1024);
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final Thread thread;
        final BufferedReader out = new BufferedReader(new InputStreamReader(printed, UTF_8));
        final BufferedReader err = new BufferedReader(new InputStreamReader(reported, UTF_8));

        Running(String... arguments) throws IOException {
            PrintStream output = new PrintStream(new PipedOutputStream(printed), true, UTF_8);
            PrintStream errors = new PrintStream(new PipedOutputStream(reported), true, UTF_8);
            thread = new Thread(
                    () -> ended.complete(Main.run(arguments, Map.of(), InputStream.nullInputStream(), output, errors)));
            thread.start();
        }

        /** From {@code Listening on http://127.0.0.1:8080/ until Ctrl-C.} */
        URI url() throws IOException {
            return URI.create(err.readLine().split(" ")[2]);
        }

        int interrupt() throws Exception {
            thread.interrupt();
            return ended.get(60, TimeUnit.SECONDS);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.Invocation;
import dev.jaas.cli.Keys;
import dev.jaas.cli.RecordingServer;
import dev.jaas.cli.common.BuildInfo;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.simulator.JaasSimulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code jaas doctor --online} sends and how it judges the response, with real servers on loopback. */
class DoctorOnlineTest {

    /** For a busy machine. */
    private static final String[] LONG_TIMEOUT = {"--timeout=20s"};

    private static final String SERVICE = "service";
    private static final String CLOCK = "service's clock";

    /** This machine's clock, fixed, so that a server's clock is off by exactly what its {@code Date} says. */
    private static final Instant NOW = BuildInfo.date().plus(Duration.ofDays(100));

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Stream<Arguments> clocks() {
        return Stream.of(
                        Arguments.of(0, "ok", "to within 1 s"),
                        Arguments.of(-4, "ok", "to within 4 s"),
                        Arguments.of(-7, "note", "ahead of it by 6 s"),
                        Arguments.of(5, "note", "behind it by 5 s"),
                        Arguments.of(-61, "note", "ahead of it by 60 s"),
                        Arguments.of(-62, "finding", "ahead of it by 61 s"),
                        Arguments.of(-120, "finding", "ahead of it by 119 s"),
                        Arguments.of(120, "note", "behind it by 120 s"),
                        Arguments.of(599, "note", "behind it by 599 s"),
                        Arguments.of(600, "finding", "behind it by 10 min"),
                        Arguments.of(-900, "finding", "ahead of it by 14 min"),
                        Arguments.of(900, "finding", "behind it by 15 min"),
                        Arguments.of(-86400 * 400, "finding", "ahead of it by 399 days"))
                .flatMap(row -> Arrays.stream(TransportKind.values())
                        .map(kind -> Arguments.of(kind, row.get()[0], row.get()[1], row.get()[2])));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void date_off_isJudgedByWhatATokenTolerates(TransportKind kind, int seconds, String state, String words)
            throws Exception {
        try (RecordingServer server =
                new RecordingServer(404, "", "Date: " + HTTP_DATE.format(NOW.plusSeconds(seconds)))) {
            Diagnosis diagnosis = examine(server.url(), kind);

            assertThat(diagnosis.state(CLOCK)).isEqualTo(state);
            assertThat(diagnosis.finding(CLOCK)).contains(words);
            assertThat(diagnosis.status()).isEqualTo(state.equals("finding") ? 2 : 0);
            if (state.equals("finding")) {
                assertThat(diagnosis.cause(CLOCK)).contains("401");
                assertThat(diagnosis.fix(CLOCK)).contains("NTP");
            }
            assertThat(diagnosis.state(SERVICE)).isEqualTo("ok");
            assertSentOnceAndUnsigned(server, "/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"})
    void date_inAnObsoleteForm_isCompared(String form) throws Exception {
        String date = DateTimeFormatter.ofPattern(form, Locale.ROOT)
                .format(NOW.minusSeconds(120).atOffset(ZoneOffset.UTC));
        try (RecordingServer server = new RecordingServer(200, "", "Date: " + date)) {
            assertThat(examine(server.url(), TransportKind.JDK).finding(CLOCK)).contains("ahead of it by 119 s");
        }
    }

    @ParameterizedTest
    @EnumSource
    void date_absentOrInvalid_isNotCompared(TransportKind kind) throws Exception {
        for (String header : new String[] {"X-Nothing: 1", "Date: yesterday", "Date:", "Date: 1795564800"}) {
            try (RecordingServer server = new RecordingServer(200, "", header)) {
                Diagnosis diagnosis = examine(server.url(), kind);

                assertThat(diagnosis.state(SERVICE)).as(header).isEqualTo("ok");
                assertThat(diagnosis.state(CLOCK)).as(header).isEqualTo("not-checked");
                assertThat(diagnosis.finding(CLOCK)).contains("could not be compared");
                assertThat(diagnosis.status()).as(header).isZero();
                assertThat(diagnosis.json().get("message"))
                        .asString()
                        .contains("clock may be wrong, which the service's response did not show")
                        .doesNotContain("--online");
                assertSentOnceAndUnsigned(server, "/");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void response_fromACache_isDatedByItsAge(TransportKind kind) throws Exception {
        String date = "Date: " + HTTP_DATE.format(NOW.minusSeconds(3600));
        try (RecordingServer cache = new RecordingServer(200, "", date, "Age: 3600")) {
            assertThat(examine(cache.url(), kind).finding(CLOCK)).contains("to within 2 s");
            assertThat(cache.requests().get(0).headers()).containsEntry("cache-control", "no-cache");
        }
        try (RecordingServer careless = new RecordingServer(200, "", date, "Age: -1")) {
            assertThat(examine(careless.url(), kind).state(CLOCK)).isEqualTo("finding");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyStatus_isAResponseAndNoRedirectIsFollowed(TransportKind kind) throws Exception {
        try (RecordingServer elsewhere = new RecordingServer(200, "")) {
            for (int status : new int[] {200, 204, 301, 302, 307, 401, 403, 405, 429, 500, 503}) {
                try (RecordingServer server = new RecordingServer(status, "", "Location: " + elsewhere.url())) {
                    Diagnosis diagnosis = examine(server.url(), kind);

                    assertThat(diagnosis.state(SERVICE)).as("" + status).isEqualTo("ok");
                    assertThat(diagnosis.finding(SERVICE)).contains("responded with " + status);
                    assertThat(diagnosis.status()).isZero();
                    assertSentOnceAndUnsigned(server, "/");
                }
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void response_withABody_isNotWaitedFor(TransportKind kind) throws Exception {
        try (RecordingServer server = new RecordingServer(200, "x".repeat(100_000), "Date: " + HTTP_DATE.format(NOW))) {
            assertThat(examine(server.url(), kind).state(CLOCK)).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void baseUrl_withAPath_isAskedThere(TransportKind kind) throws Exception {
        try (RecordingServer server = new RecordingServer(200, "")) {
            assertThat(examine(server.url().replace("http:", "HTTP:") + "/ja as/é".replace(" ", "%20"), kind)
                            .state(SERVICE))
                    .isEqualTo("ok");
            assertSentOnceAndUnsigned(server, "/ja%20as/%C3%A9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionRefused_isFound(TransportKind kind) throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertUnreachable(examine("http://127.0.0.1:" + port, kind), "exit status 4", "firewall");
    }

    @ParameterizedTest
    @EnumSource
    void noTlsHandshake_isFound(TransportKind kind) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + mute.getLocalPort();
            assertUnreachable(examine(url, kind, "--timeout=2s"), "exit status 4", "certificate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noResponse_isFoundAtTheTimeout(TransportKind kind) throws Exception {
        try (RecordingServer silent = new RecordingServer(RecordingServer.SILENCE, "")) {
            long start = System.nanoTime();
            Diagnosis diagnosis = examine(silent.url(), kind, "--timeout=500ms");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofMillis(3500)); // of 4 s without
            assertUnreachable(diagnosis, "exit status 5", "--timeout");
            assertSentOnceAndUnsigned(silent, "/");
        }
    }

    @Test
    void badKeyAndKeyId_serviceIsStillChecked() throws Exception {
        try (RecordingServer server =
                new RecordingServer(200, "", "Date: " + HTTP_DATE.format(NOW.minusSeconds(120)))) {
            Diagnosis diagnosis = Diagnosis.of(new Invocation()
                    .at(NOW)
                    .run("doctor", "--online", "--json", "--base-url", server.url(), "--key-id", "ed85b6"));

            assertThat(diagnosis.state("key id")).isEqualTo("finding");
            assertThat(diagnosis.state("private key")).isEqualTo("finding");
            assertThat(diagnosis.state(CLOCK)).isEqualTo("finding");
        }
    }

    @Test
    void badBaseUrl_isNotAsked() {
        Diagnosis diagnosis = examine("http://8x8.vc", TransportKind.JDK);

        assertThat(diagnosis.state("base URL")).isEqualTo("finding");
        assertThat(diagnosis.state(SERVICE)).isEqualTo("not-checked");
        assertThat(diagnosis.finding(SERVICE)).contains("base URL");
    }

    @Test
    void jdkClientThatResends_isFound() throws Exception {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
        try (RecordingServer server = new RecordingServer(200, "")) {
            Diagnosis diagnosis = examine(server.url(), TransportKind.JDK);

            assertThat(diagnosis.state(SERVICE)).isEqualTo("finding");
            assertThat(diagnosis.finding(SERVICE)).contains("enableAllMethodRetry");
            assertThat(diagnosis.status()).isEqualTo(2);
            assertThat(server.requests()).isEmpty();
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    @ParameterizedTest
    @EnumSource
    void simulator_isReachedAndItsClockAgrees(TransportKind kind) {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger server = Logger.getLogger("com.sun.net.httpserver");
        server.setFilter(entry -> logged.add(entry.getMessage()));
        try (JaasSimulator simulator = JaasSimulator.start()) {
            Invocation.Result result = new Invocation()
                    .with("JAAS_KEY_ID", simulator.keyId().value())
                    .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                    .with("JAAS_BASE_URL", simulator.baseUrl().toString())
                    .run("doctor", "--online", "--timeout=30s", "--transport=" + kind);

            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("ok           service's clock: agrees with this machine's to within");
            assertThat(result.out()).doesNotContain("which only --online can detect", "eyJ");
            assertThat(simulator.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("authorization")).isEmpty());
        } finally {
            server.setFilter(null);
        }
        assertThat(logged).as("what the simulator's server logs").isEmpty();
    }

    /** The other clock was read at some time during the exchange, and shows whole seconds. */
    @Test
    void skew_afterALongRoundTrip_isUncertain() {
        Instant date = NOW.plusMillis(2000);
        ClockSkew skew = ClockSkew.of(NOW, NOW.plusSeconds(30), date, date.plusSeconds(1));

        assertThat(skew).isEqualTo(new ClockSkew(Duration.ofSeconds(-3), Duration.ofSeconds(28)));
        assertThat(ClockCheck.judge(skew).state()).isEqualTo(Check.State.OK);
        assertThat(ClockCheck.judge(skew).finding()).contains("to within 28 s");
    }

    /** However slow the response, a correct clock is never a finding. */
    @Test
    void skew_ofACorrectClock_isNeverAFinding() {
        IntStream.rangeClosed(0, 60).mapToObj(Duration::ofSeconds).forEach(roundTrip -> {
            Instant date = NOW.plus(roundTrip.dividedBy(2));
            ClockSkew skew = ClockSkew.of(NOW, NOW.plus(roundTrip), date, date.plusSeconds(1));
            assertThat(ClockCheck.judge(skew).state()).as("" + roundTrip).isEqualTo(Check.State.OK);
        });
    }

    private static void assertUnreachable(Diagnosis diagnosis, String cause, String fix) {
        assertThat(diagnosis.status()).isEqualTo(2);
        assertThat(diagnosis.state(SERVICE)).isEqualTo("finding");
        assertThat(diagnosis.cause(SERVICE)).contains(cause);
        assertThat(diagnosis.fix(SERVICE)).contains(fix);
        assertThat(diagnosis.state(CLOCK)).isEqualTo("not-checked");
        assertThat(diagnosis.state("token")).isEqualTo("ok");
    }

    private static void assertSentOnceAndUnsigned(RecordingServer server, String path) {
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("HEAD");
            assertThat(request.path()).isEqualTo(path);
            assertThat(request.body()).isEmpty();
            Map<String, String> headers = request.headers();
            assertThat(headers).doesNotContainKeys("authorization", "transfer-encoding");
            assertThat(headers.getOrDefault("content-length", "0")).isEqualTo("0");
            assertThat(headers.get("user-agent")).startsWith("jaas/");
            assertThat(headers.toString()).doesNotContain("eyJ");
        });
    }

    private static Diagnosis examine(String baseUrl, TransportKind kind, String... more) {
        String[] args = {"doctor", "--online", "--json", "--base-url", baseUrl, "--transport=" + kind};
        return Diagnosis.of(new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .at(NOW)
                .run(Stream.of(args, more.length == 0 ? LONG_TIMEOUT : more)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new)));
    }
}

package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What {@code jaas doctor --online} sends, and what it makes of the answer, against real servers on loopback. */
class DoctorOnlineTest {

    private static final String SERVICE = "service";
    private static final String CLOCK = "service's clock";

    /** Our clock, which stands still, so that a server's is off by as much as its {@code Date} says. */
    private static final Instant NOW = Build.date().plus(Duration.ofDays(100));

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
                .flatMap(row -> Arrays.stream(Stack.values())
                        .map(stack -> Arguments.of(stack, row.get()[0], row.get()[1], row.get()[2])));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void date_offByThis_isJudgedByWhatATokenBears(Stack stack, int seconds, String state, String words)
            throws Exception {
        try (Recorder server = new Recorder(404, "", "Date: " + HTTP_DATE.format(NOW.plusSeconds(seconds)))) {
            Examination examination = examine(server.url(), stack);

            assertThat(examination.state(CLOCK)).isEqualTo(state);
            assertThat(examination.what(CLOCK)).contains(words);
            assertThat(examination.status()).isEqualTo(state.equals("finding") ? 2 : 0);
            if (state.equals("finding")) {
                assertThat(examination.why(CLOCK)).contains("401");
                assertThat(examination.mend(CLOCK)).contains("NTP");
            }
            assertThat(examination.state(SERVICE)).isEqualTo("ok");
            assertSentOnceAndUnsigned(server, "/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void date_absentOrUnreadable_isNotCompared(Stack stack) throws Exception {
        for (String header : new String[] {"X-Nothing: 1", "Date: yesterday", "Date:", "Date: 1795564800"}) {
            try (Recorder server = new Recorder(200, "", header)) {
                Examination examination = examine(server.url(), stack);

                assertThat(examination.state(SERVICE)).as(header).isEqualTo("ok");
                assertThat(examination.state(CLOCK)).as(header).isEqualTo("not-checked");
                assertThat(examination.what(CLOCK)).contains("could not be compared");
                assertThat(examination.status()).as(header).isZero();
                assertThat(examination.json().get("message"))
                        .asString()
                        .contains("clock is off, which the service's answer could not tell")
                        .doesNotContain("--online");
                assertSentOnceAndUnsigned(server, "/");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void answer_ofACache_isAsOldAsItSays(Stack stack) throws Exception {
        String date = "Date: " + HTTP_DATE.format(NOW.minusSeconds(3600));
        try (Recorder cache = new Recorder(200, "", date, "Age: 3600")) {
            assertThat(examine(cache.url(), stack).what(CLOCK)).contains("to within 2 s");
            assertThat(cache.requests().get(0).headers()).containsEntry("cache-control", "no-cache");
        }
        try (Recorder careless = new Recorder(200, "", date, "Age: -1")) {
            assertThat(examine(careless.url(), stack).state(CLOCK)).isEqualTo("finding");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyStatus_isAnAnswer_andNoRedirectIsFollowed(Stack stack) throws Exception {
        try (Recorder elsewhere = new Recorder(200, "")) {
            for (int status : new int[] {200, 204, 301, 302, 307, 401, 403, 405, 429, 500, 503}) {
                try (Recorder server = new Recorder(status, "", "Location: " + elsewhere.url())) {
                    Examination examination = examine(server.url(), stack);

                    assertThat(examination.state(SERVICE)).as("" + status).isEqualTo("ok");
                    assertThat(examination.what(SERVICE)).contains("answered " + status);
                    assertThat(examination.status()).isZero();
                    assertSentOnceAndUnsigned(server, "/");
                }
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answer_thatAnnouncesABody_isNotWaitedFor(Stack stack) throws Exception {
        try (Recorder server = new Recorder(200, "x".repeat(100_000), "Date: " + HTTP_DATE.format(NOW))) {
            assertThat(examine(server.url(), stack).state(CLOCK)).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void baseUrl_withAPath_isAskedThere(Stack stack) throws Exception {
        try (Recorder server = new Recorder(200, "")) {
            assertThat(examine(server.url().replace("http:", "HTTP:") + "/ja as/é".replace(" ", "%20"), stack)
                            .state(SERVICE))
                    .isEqualTo("ok");
            assertSentOnceAndUnsigned(server, "/ja%20as/%C3%A9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyListening_isFound(Stack stack) throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertUnreachable(examine("http://127.0.0.1:" + port, stack), "exit status 4", "firewall");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyToShakeHandsWith_isFound(Stack stack) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + mute.getLocalPort();
            assertUnreachable(examine(url, stack, "--timeout=2s"), "exit status 4", "certificate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void silence_isFoundWhenTheTimeIsUp(Stack stack) throws Exception {
        try (Recorder silent = new Recorder(Recorder.SILENCE, "")) {
            long start = System.nanoTime();
            Examination examination = examine(silent.url(), stack, "--timeout=500ms");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofMillis(3500)); // of 4 s without
            assertUnreachable(examination, "exit status 5", "--timeout");
            assertSentOnceAndUnsigned(silent, "/");
        }
    }

    @Test
    void badKeyAndKeyId_hideNothingOfTheService() throws Exception {
        try (Recorder server = new Recorder(200, "", "Date: " + HTTP_DATE.format(NOW.minusSeconds(120)))) {
            Examination examination = Examination.of(new Invocation()
                    .at(NOW)
                    .run("doctor", "--online", "--json", "--base-url", server.url(), "--key-id", "ed85b6"));

            assertThat(examination.state("key id")).isEqualTo("finding");
            assertThat(examination.state("private key")).isEqualTo("finding");
            assertThat(examination.state(CLOCK)).isEqualTo("finding");
        }
    }

    @Test
    void badBaseUrl_isNotAsked() {
        Examination examination = examine("http://8x8.vc", Stack.JDK);

        assertThat(examination.state("base URL")).isEqualTo("finding");
        assertThat(examination.state(SERVICE)).isEqualTo("not-checked");
        assertThat(examination.what(SERVICE)).contains("base URL");
    }

    @Test
    void jdkClientThatRepeatsRequests_isFound() throws Exception {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
        try (Recorder server = new Recorder(200, "")) {
            Examination examination = examine(server.url(), Stack.JDK);

            assertThat(examination.state(SERVICE)).isEqualTo("finding");
            assertThat(examination.what(SERVICE)).contains("enableAllMethodRetry");
            assertThat(examination.status()).isEqualTo(2);
            assertThat(server.requests()).isEmpty();
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    @ParameterizedTest
    @EnumSource
    void simulator_isReached_andItsClockIsOurs(Stack stack) {
        List<String> complaints = new CopyOnWriteArrayList<>();
        Logger server = Logger.getLogger("com.sun.net.httpserver");
        server.setFilter(entry -> complaints.add(entry.getMessage()));
        try (JaasSimulator simulator = JaasSimulator.start()) {
            Invocation.Result result = new Invocation()
                    .with("JAAS_KEY_ID", simulator.keyId().value())
                    .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                    .with("JAAS_BASE_URL", simulator.baseUrl().toString())
                    .run("doctor", "--online", "--transport=" + stack);

            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("ok           service's clock: as this machine's, to within");
            assertThat(result.out()).doesNotContain("which only --online can tell", "eyJ");
            assertThat(simulator.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("authorization")).isEmpty());
        } finally {
            server.setFilter(null);
        }
        assertThat(complaints).as("what the simulator's server logs").isEmpty();
    }

    /** The other clock was read some time within the exchange, and shows whole seconds. */
    @Test
    void skew_afterALongRoundTrip_isUncertainByIt() {
        Instant date = NOW.plusMillis(2000);
        Skew skew = Skew.of(NOW, NOW.plusSeconds(30), date, date.plusSeconds(1));

        assertThat(skew).isEqualTo(new Skew(Duration.ofSeconds(-3), Duration.ofSeconds(28)));
        assertThat(ClockCheck.judge(skew).state()).isEqualTo(Check.State.OK);
        assertThat(ClockCheck.judge(skew).what()).contains("to within 28 s");
    }

    /** A finding is certain: were the answer as slow as it may be, it would not make one of a clock that is right. */
    @Test
    void skew_ofAClockThatIsRight_isNeverAFinding() {
        IntStream.rangeClosed(0, 60).mapToObj(Duration::ofSeconds).forEach(roundTrip -> {
            Instant date = NOW.plus(roundTrip.dividedBy(2));
            Skew skew = Skew.of(NOW, NOW.plus(roundTrip), date, date.plusSeconds(1));
            assertThat(ClockCheck.judge(skew).state()).as("" + roundTrip).isEqualTo(Check.State.OK);
        });
    }

    private static void assertUnreachable(Examination examination, String why, String mend) {
        assertThat(examination.status()).isEqualTo(2);
        assertThat(examination.state(SERVICE)).isEqualTo("finding");
        assertThat(examination.why(SERVICE)).contains(why);
        assertThat(examination.mend(SERVICE)).contains(mend);
        assertThat(examination.state(CLOCK)).isEqualTo("not-checked");
        assertThat(examination.state("token")).isEqualTo("ok");
    }

    private static void assertSentOnceAndUnsigned(Recorder server, String path) {
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

    private static Examination examine(String baseUrl, Stack stack, String... more) {
        String[] args = {"doctor", "--online", "--json", "--base-url", baseUrl, "--transport=" + stack};
        return Examination.of(new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .at(NOW)
                .run(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new)));
    }
}

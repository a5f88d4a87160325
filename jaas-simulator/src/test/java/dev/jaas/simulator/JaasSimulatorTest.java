// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.Caller.Reply;
import dev.jaas.simulator.SimulatedRoom.CallState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JaasSimulatorTest {

    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final JaasSimulator simulator =
            JaasSimulator.builder().onRequest(received::add).start();
    private final Caller caller = new Caller(simulator);
    private final ConferenceName room = simulator.conference("standup");

    @BeforeEach
    void reset() {
        simulator.reset();
        received.clear();
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @Test
    void script_statusWithHeadersAndBody_isSentOnceAndExecutesNothing() {
        simulator.script(ScriptedResponse.status(503).header("Retry-After", "7").body("<html>"));

        Reply first = dialOut();
        Reply second = dialOut();

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.head()).contains("Retry-after: 7");
        assertThat(first.body()).isEqualTo("<html>");
        assertThat(second.status()).isEqualTo(200);
        assertThat(simulator.room(room).calls()).hasSize(1);
    }

    @Test
    void script_dropConnection_recordsTheRequestAndExecutesNothing() {
        simulator.script(ScriptedResponse.dropConnection());

        assertThat(dialOut().status()).isZero();

        assertThat(simulator.room(room).calls()).isEmpty();
        assertThat(simulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.status()).isZero();
            assertThat(request.command()).isEqualTo(new DialOutParticipant(room, PHONE));
            assertThat(request.accepted()).isFalse();
        });
    }

    @Test
    void script_dropConnectionAfterExecuting_hasTakenEffect() {
        simulator.script(ScriptedResponse.dropConnectionAfterExecuting());

        assertThat(dialOut().status()).isZero();

        assertThat(simulator.room(room).call(PHONE))
                .hasValueSatisfying(call -> assertThat(call.state()).isEqualTo(CallState.WAITING));
    }

    @Test
    void script_status_recordsTheCommand() {
        simulator.script(ScriptedResponse.status(429), ScriptedResponse.status(429));

        dialOut();
        caller.post(Caller.MEETING, "{}");

        assertThat(simulator.requests())
                .extracting(ReceivedRequest::command)
                .containsExactly(new DialOutParticipant(room, PHONE), null);
        assertThat(simulator.requests()).extracting(ReceivedRequest::reason).containsOnly("scripted");
    }

    @Test
    void script_delay_delaysTheResponse() {
        Duration pause = Duration.ofMillis(300);
        simulator.script(
                ScriptedResponse.ordinary(), ScriptedResponse.ordinary().delay(pause));
        dialOut();

        long start = System.nanoTime();
        Reply reply = dialOut();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause);
        assertThat(simulator.room(room).calls()).hasSize(2);
    }

    @Test
    void requests_afterACommand_containItUnchanged() {
        caller.meeting("DESTROY", "standup", "");

        assertThat(simulator.requests()).isEqualTo(received).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(Caller.MEETING);
            assertThat(request.header("CONTENT-TYPE")).contains("application/json");
            assertThat(request.header("Authorization"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer eyJ"));
            assertThat(request.body()).contains("\"DESTROY\"");
            assertThat(request.status()).isEqualTo(404);
            assertThat(request.toString()).contains("404").doesNotContain("eyJ").doesNotContain("DESTROY");
        });
    }

    @Test
    void requests_linkToARoomWithAToken_toStringShowsNoToken() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLWFubg";

        caller.send("GET", "/app/standup?jwt=" + token, new byte[0]);
        caller.send("GET", "/app/" + token + "/", new byte[0]);
        caller.send("GET", "/", new byte[0]);

        assertThat(simulator.requests())
                .extracting(ReceivedRequest::toString)
                .containsExactly(
                        "GET /app/standup -> 401 (there is no bearer token)",
                        "GET /app/[redacted]/ -> 401 (there is no bearer token)",
                        "GET / -> 401 (there is no bearer token)");
        assertThat(simulator.requests().get(0).path()).endsWith(token);
    }

    @Test
    void reset_always_clearsEverything() {
        simulator.join(room, UserId.parse("ann"));
        caller.banUser("bob");
        caller.banJwt("a.b.c");
        simulator.script(ScriptedResponse.status(500));

        simulator.reset();

        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.bannedUsers()).isEmpty();
        assertThat(simulator.bannedJwts()).isEmpty();
        assertThat(simulator.room(room).participants()).isEmpty();
        assertThat(dialOut().status()).isEqualTo(200);
    }

    @Test
    void connection_severalRequests_isKeptAlive() throws IOException {
        String request = "POST /%d HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        try (Socket socket = caller.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request.formatted(i).getBytes(UTF_8));
                StringBuilder response = new StringBuilder();
                while (!response.toString().endsWith("\"}")) {
                    response.append((char) socket.getInputStream().read());
                }
                assertThat(response).startsWith("HTTP/1.1 401");
            }
        }
        assertThat(simulator.requests()).extracting(ReceivedRequest::path).containsExactly("/0", "/1", "/2");
    }

    @Test
    void close_withOpenConnectionsAndADelay_endsThemAndTheThreads() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        JaasSimulator own = JaasSimulator.start();
        Caller ownCaller = new Caller(own);
        // Not the threads of the other simulator, which may start one for a connection that was closed before.
        String names = "jaas-simulator-" + own.baseUrl().getPort() + "-.*|HTTP-Dispatcher|.*time.*";
        ownCaller.banUser("ann");
        own.script(ScriptedResponse.ordinary().delay(Duration.ofHours(1)));
        try (Socket idle = ownCaller.connect();
                Socket waiting = ownCaller.connect()) {
            waiting.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));

            own.close();
            own.close();

            assertThat(isEnded(idle)).isTrue();
            assertThat(isEnded(waiting)).isTrue();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().matches(names)) {
                thread.join(30_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void start_classesLoaded_takesLessThan100Milliseconds() {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            JaasSimulator.start().close();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void start_twice_otherAppIdsAndPortsWithOneKey() {
        try (JaasSimulator other = JaasSimulator.start()) {
            assertThat(other.appId()).isNotEqualTo(simulator.appId());
            assertThat(other.baseUrl()).isNotEqualTo(simulator.baseUrl());
            assertThat(other.privateKeyPem())
                    .as("generating one takes longer than the start")
                    .isEqualTo(simulator.privateKeyPem());
            assertThat(new Caller(other).banUser("ann").status()).isEqualTo(200);
            assertThat(other.bannedUsers()).hasSize(1);
            assertThat(simulator.bannedUsers()).isEmpty();
        }
    }

    @Test
    void start_whenThePortIsTaken_failsWithThePort() {
        int taken = simulator.baseUrl().getPort();

        assertThatThrownBy(() -> JaasSimulator.builder().port(taken).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(taken));
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) { // reset
            return true;
        }
    }

    private Reply dialOut() {
        return caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"" + PHONE + "\"");
    }
}

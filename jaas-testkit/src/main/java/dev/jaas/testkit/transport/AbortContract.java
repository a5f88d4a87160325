// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Aborting stops the exchange, whenever it comes, and frees its connection within a second. */
abstract class AbortContract extends TransportContract {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int RACES = Integer.getInteger("jaas.testkit.races", 100);

    AbortContract(HttpTransportContract contract) {
        super(contract);
    }

    @UsualCause("The stack has only a flag for cancelling, which it looks at too late. Close the socket.")
    @TestFactory
    Stream<DynamicTest> abort_inFlight_closesConnection() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("before the response", READ.hold());
        scripts.put("in the head", READ.send("HTTP/1.1 200 OK\r\nContent-").hold());
        scripts.put("in a trickling head", READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: x\r\n", OFTEN));
        scripts.put("in interim responses", READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", OFTEN));
        scripts.put(
                "in a silent body",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").hold());
        scripts.put(
                "in a trickling body",
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n").repeat(".", OFTEN));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());
                    RecordedExchange exchange = start(transport(), server.uri("/"));
                    assertArrived(server, 1);
                    if (entry.getKey().endsWith("body")) {
                        exchange.awaitHead(limit());
                    }

                    IntStream.range(0, 4).parallel().forEach(thread -> exchange.abort());

                    assertConnectionsClosed(server, "after abort()");
                }));
    }

    @UsualCause("abort() waits until the exchange has ended, or closes a TLS connection in order.")
    @Test
    void abort_inFlight_returnsAtOnce() {
        ScriptedServer server = server(READ.hold());
        RecordedExchange exchange = start(transport(), server.uri("/"));
        assertArrived(server, 1);

        Bounds.assertReturnsAtOnce("abort() must not wait for anything.", exchange::abort);
    }

    @TestFactory
    Stream<DynamicTest> abort_withinListener_closesConnection() {
        Script script =
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart").hold();
        return Stream.of(Event.BEFORE_SEND, Event.HEAD, Event.BODY)
                .map(event -> row(event.name(), () -> {
                    ScriptedServer server = server(script);
                    RecordedExchange exchange = start(transport(), server.uri("/"), Reaction.abortAt(event));

                    assertThat(exchange.awaitAsked(limit()))
                            .as("beforeSend() must be asked.")
                            .isTrue();
                    assertThat(event == Event.BEFORE_SEND || exchange.awaitHead(limit()))
                            .as("The head must be reported.")
                            .isTrue();
                    assertConnectionsClosed(server, "after abort() within the listener");
                }));
    }

    @UsualCause("The permit or place in the pool is not returned by an exchange that was aborted.")
    @Test
    void abort_inFlight_freesConnectionForAnother() {
        ScriptedServer server = server(
                number -> number <= 3 ? READ.hold() : READ.respond(200, "").forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));
        for (int i = 1; i <= 3; i++) {
            RecordedExchange exchange = start(transport, server.uri("/"));
            assertArrived(server, i);
            exchange.abort();
        }

        assertThat(exchange(transport, server.uri("/")).responseStatus())
                .as("The only connection must be free again after an exchange was aborted.")
                .isEqualTo(200);
    }

    /** Some stacks give such a head up by themselves, and leave its connection open. */
    @TestFactory
    Stream<DynamicTest> abort_inEndlessHead_freesConnectionForAnother() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("status line stops", READ.send("HTTP/1.1 2").hold());
        scripts.put("status line trickles", READ.send("HTTP/1.1 200 ").repeat("O", OFTEN));
        scripts.put("empty lines trickle", READ.repeat("\r\n", OFTEN));
        scripts.put("interim responses flood", READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO));
        scripts.put("head floods", READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: x\r\n", Duration.ZERO));
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(number -> number == 1 ? entry.getValue() : READ.respond(200, ""));
                    HttpTransport transport =
                            transport(TransportSettings.builder().maxConnections(1));
                    RecordedExchange exchange = start(transport, server.uri("/"));
                    assertArrived(server, 1);
                    exchange.awaitEnd(OFTEN);

                    exchange.abort();

                    assertThat(exchange(transport, server.uri("/")).responseStatus())
                            .as("The only connection must be free again after an exchange was aborted.")
                            .isEqualTo(200);
                }));
    }

    @UsualCause("A cancellation between TCP and TLS is lost, or the handshake has no timeout.")
    @TestFactory
    Stream<DynamicTest> abort_whileConnecting_closesConnectionWhenThatTimesOut() {
        return Stream.of("TLS", "tunnel")
                .map(stage -> row(stage, () -> {
                    ScriptedServer server = server(Script.accept().hold());
                    TransportSettings.Builder settings =
                            TransportSettings.builder().connectTimeout(CONNECT_TIMEOUT);
                    boolean tunnel = stage.equals("tunnel");
                    HttpTransport transport = transport(tunnel ? settings.proxy("127.0.0.1", server.port()) : settings);
                    URI uri = tunnel ? URI.create("https://conference.invalid/") : server.tlsUri("localhost", "/");
                    RecordedExchange exchange = start(transport, uri);
                    assertThat(server.awaitConnections(1, limit()))
                            .as("The transport must connect.")
                            .isTrue();

                    exchange.abort();

                    assertThat(Bounds.within(CONNECT_TIMEOUT.plus(Bounds.A_SECOND), server::awaitNoOpenConnection))
                            .as(
                                    "A connection that is being made must be closed when its connect or handshake timeout ends, also when it is aborted just after TCP (%s).",
                                    stage)
                            .isTrue();
                }));
    }

    @Test
    void abort_whileConnecting_freesConnectionForAnother() {
        ScriptedServer full = closeLater(ScriptedServer.withFullBacklog());
        ScriptedServer server = server(READ.respond(200, ""));
        HttpTransport transport = transport(
                TransportSettings.builder().connectTimeout(CONNECT_TIMEOUT).maxConnections(1));
        RecordedExchange exchange = start(transport, full.uri("/"));
        Bounds.comes(exchange::awaitAsked); // meanwhile it connects

        exchange.abort();

        assertThat(exchange(transport, server.uri("/")).responseStatus())
                .as("The only connection must be free again when the connect timeout has ended.")
                .isEqualTo(200);
    }

    @Test
    void abort_whileWaitingForConnection_sendsNothing() {
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        ScriptedServer server =
                server(Script.accept().respond(request -> response.join()).forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));
        RecordedExchange first = start(transport, server.uri("/first"));
        assertArrived(server, 1);

        start(transport, server.uri("/aborted")).abort();
        response.complete(Script.response(200, ""));
        first.outcome(limit()).responseStatus();
        exchange(transport, server.uri("/last")).responseStatus();
        Bounds.comes(step -> server.awaitRequests(3, step));

        assertThat(server.requests())
                .as("An exchange that was aborted before it had a connection must not be sent.")
                .extracting(RecordedRequest::target)
                .containsExactly("/first", "/last");
    }

    @UsualCause("abort() closes the connection though the exchange has given it back.")
    @Test
    void abort_afterEnd_disturbsNoOther() {
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        byte[] ok = Script.response(200, "");
        ScriptedServer server = server(Script.accept()
                .respond(request -> request.target().equals("/second") ? response.join() : ok)
                .forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));
        RecordedExchange first = start(transport, server.uri("/first"));
        first.outcome(limit()).responseStatus();
        RecordedExchange second = start(transport, server.uri("/second"));
        assertArrived(server, 2);

        first.abort();
        Bounds.comes(second::awaitEnd);
        response.complete(ok);

        assertThat(second.outcome(limit()).responseStatus())
                .as("Aborting an exchange that has ended must not disturb the next one, though it may have the same"
                        + " connection.")
                .isEqualTo(200);
    }

    @Test
    void abort_withinComplete_disturbsNoOther() {
        ScriptedServer server = server(READ.respond(200, "").forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(1));

        start(transport, server.uri("/"), Reaction.abortAt(Event.COMPLETE))
                .outcome(limit())
                .responseStatus();

        assertThat(exchange(transport, server.uri("/")).responseStatus())
                .as("Aborting an exchange that has ended must not disturb the next one.")
                .isEqualTo(200);
    }

    /** More races by the system property {@code jaas.testkit.races}. What must hold is asserted after every test. */
    @Test
    void abort_racingWithSending_leavesConnectionsFree() {
        ScriptedServer server = server(READ.respond(200, "").forever());
        HttpTransport transport = transport(TransportSettings.builder().maxConnections(2));
        exchange(transport, server.uri("/")).responseStatus();

        IntStream.range(0, RACES).forEach(race -> {
            RecordedExchange exchange = start(transport, server.uri("/"));
            LockSupport.parkNanos(race * 10_000L % 1_000_000);
            exchange.abort();
        });

        assertThat(exchange(transport, server.uri("/")).responseStatus())
                .as("After exchanges were aborted as they were being sent, there must be a free connection.")
                .isEqualTo(200);
    }
}

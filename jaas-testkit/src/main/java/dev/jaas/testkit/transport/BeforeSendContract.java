// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.RecordedExchange.Event;
import dev.jaas.testkit.transport.RecordedExchange.Reaction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code beforeSend} is asked when the connection is ready and before a byte of the request is written. That it is asked at
 * all, every test of the suite asserts.
 */
abstract class BeforeSendContract extends TransportContract {

    private static final Reaction REFUSE = Reaction.stopAt(Event.BEFORE_SEND);

    private final TestAuthority authority = TestAuthority.create();

    BeforeSendContract(HttpTransportContract contract) {
        super(contract);
    }

    @UsualCause("beforeSend() is asked after the first write, or its false is ignored.")
    @Test
    void beforeSend_false_writesNotOneByte() {
        AtomicLong bytes = new AtomicLong();
        ScriptedServer server = server(Script.accept().countBytes(bytes));

        assertRefused(transport(), server, server.uri("/"), bytes);
    }

    @Test
    void beforeSend_falseOverTls_writesNotOneByte() {
        AtomicLong bytes = new AtomicLong();
        ScriptedServer server =
                server(Script.accept().startTls(authority.issue("localhost")).countBytes(bytes));

        assertRefused(transport(trusting()), server, server.tlsUri("localhost", "/"), bytes);
    }

    @Test
    void beforeSend_falseInTunnel_writesNotOneByte() {
        AtomicLong bytes = new AtomicLong();
        ScriptedServer proxy = server(READ.send(ConnectingContract.TUNNEL)
                .startTls(authority.issue("conference.invalid"))
                .countBytes(bytes));
        HttpTransport transport = transport(trusting().proxy("127.0.0.1", proxy.port()));

        assertRefused(transport, proxy, URI.create("https://conference.invalid/"), bytes);
    }

    @Test
    void beforeSend_falseOnConnectionKeptAlive_writesNotOneByte() {
        AtomicLong bytes = new AtomicLong();
        ScriptedServer server = server(number -> number == 1
                ? READ.respond(200, "").countBytes(bytes)
                : Script.accept().countBytes(bytes));
        HttpTransport transport = transport();
        exchange(transport, server.uri("/")).responseStatus();

        start(transport, server.uri("/"), REFUSE).awaitAsked(limit());
        Bounds.comes(step -> server.awaitConnections(2, step)); // a transport that keeps no connection makes another

        assertConnectionsClosed(server, "after beforeSend() has returned false");
        assertThat(bytes)
                .as("Not one byte may be written after beforeSend() has returned false.")
                .hasValue(0);
    }

    private void assertRefused(HttpTransport transport, ScriptedServer server, URI uri, AtomicLong bytes) {
        RecordedExchange exchange = start(transport, uri, REFUSE);

        assertThat(exchange.awaitAsked(limit()))
                .as("beforeSend() must be asked when the connection is ready.")
                .isTrue();
        assertThat(server.awaitConnections(1, limit())).isTrue();
        assertConnectionsClosed(server, "after beforeSend() has returned false");
        assertThat(bytes)
                .as("Not one byte may be written after beforeSend() has returned false.")
                .hasValue(0);
    }

    /** Failures to connect are in {@link FailureContract}. */
    @UsualCause("beforeSend() is asked when TCP is connected. Ask it after the TLS handshake.")
    @TestFactory
    Stream<DynamicTest> beforeSend_connectionNotReady_isNotAsked() {
        Map<String, Script> scripts = new LinkedHashMap<>();
        scripts.put("the handshake is silent", Script.accept().hold());
        scripts.put(
                "the handshake stops in the middle",
                Script.accept().send(new byte[] {22, 3, 3, 0, 80, 2}).hold());
        return scripts.entrySet().stream()
                .map(entry -> row(entry.getKey(), () -> {
                    ScriptedServer server = server(entry.getValue());

                    assertNotAsked(transport(), server, server.tlsUri("localhost", "/"));
                }));
    }

    @UsualCause("beforeSend() is asked before the proxy's response to CONNECT.")
    @Test
    void beforeSend_tunnelNotReady_isNotAsked() {
        ScriptedServer proxy = server(READ.hold());
        HttpTransport transport = transport(TransportSettings.builder().proxy("127.0.0.1", proxy.port()));

        assertNotAsked(transport, proxy, URI.create("https://conference.invalid/"));
    }

    private void assertNotAsked(HttpTransport transport, ScriptedServer server, URI uri) {
        RecordedExchange exchange = start(transport, uri);

        assertThat(server.awaitConnections(1, limit()))
                .as("The transport must connect.")
                .isTrue();
        assertThat(Bounds.comes(exchange::awaitAsked) && asksWhenConnected())
                .as("beforeSend() must not be asked before the connection is ready: TCP, the proxy's tunnel and TLS.")
                .isFalse();
    }

    private TransportSettings.Builder trusting() {
        return TransportSettings.builder().trustedCertificates(List.of(authority.certificate()));
    }
}

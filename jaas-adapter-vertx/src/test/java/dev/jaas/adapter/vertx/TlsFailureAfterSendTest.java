// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.await;
import static dev.jaas.adapter.vertx.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.TestAuthority;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However TLS fails once the server has the request, whether to send has been asked, and the request is sent once. */
@Timeout(60)
class TlsFailureAfterSendTest {

    private static final Vertx VERTX = Vertx.vertx();

    @RegisterExtension
    final QuietVertx quiet = new QuietVertx();

    private final TestAuthority authority = TestAuthority.create();

    @AfterAll
    static void closeVertx() throws Exception {
        await(VERTX.close());
    }

    @TestFactory
    Stream<DynamicTest> start_tlsFailsAfterRequest_failsAfterSend() {
        Map<String, Peer.Script> faults = new LinkedHashMap<>();
        faults.put("no TLS record", connection -> connection.write("HTTP/1.1 200 OK\r\n\r\n"));
        faults.put("record that cannot be decrypted", connection -> connection.write(record(0x17, 0x20)));
        faults.put("alert that cannot be decrypted", connection -> connection.write(record(0x15, 0x02)));
        faults.put("record that is too long", connection -> connection.write(record(0x17, 0xffff)));
        faults.put("FIN without close_notify", connection -> {});
        faults.put("RST", Peer.Connection::reset);
        return Stream.of("TLSv1.3", "TLSv1.2")
                .flatMap(protocol -> faults.entrySet().stream()
                        .map(fault -> dynamicTest(
                                protocol + ", " + fault.getKey(),
                                () -> assertFailsAfterSend(protocol, fault.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> start_renegotiationFails_failsAfterSend() {
        return Stream.of(
                dynamicTest("refused", () -> assertFailsAfterSend("TLSv1.2", Peer.Connection::renegotiate)),
                dynamicTest(
                        "broken off",
                        () -> assertFailsAfterSend("TLSv1.2", connection -> {
                            connection.write("\u0016\u0003\u0003\u0000\u0004\u0000\u0000\u0000\u0000");
                            connection.reset();
                        })));
    }

    private void assertFailsAfterSend(String protocol, Peer.Script fault) throws Exception {
        SSLSocketFactory tls = authority.issue("localhost").getSocketFactory();
        TransportSettings trusting = TransportSettings.builder()
                .trustedCertificates(List.of(authority.certificate()))
                .build();
        try (Peer peer = Peer.serving(connection -> serve(connection, tls, protocol, fault))) {
            try (VertxHttpTransport transport = VertxHttpTransport.create(VERTX, trusting)) {
                URI uri = URI.create("https://localhost:" + peer.port() + "/");

                assertThat(start(transport, uri).failureAfterSend()).startsWith("no complete response from localhost:");
            }
            peer.awaitEnd();
            assertThat(peer.requests()).hasSize(1);
        }
    }

    private static void serve(Peer.Connection connection, SSLSocketFactory tls, String protocol, Peer.Script fault)
            throws IOException {
        connection.startTls(tls, protocol);
        connection.readRequest();
        fault.serve(connection);
    }

    /** A TLS record of a type and a length, filled with zeros. */
    private static String record(int type, int length) {
        return new StringBuilder()
                .append((char) type)
                .append("\u0003\u0003")
                .append((char) (length >> 8))
                .append((char) (length & 0xff))
                .append("\0".repeat(length))
                .toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.CLOSED;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.Verdict;
import dev.jaas.verification.faults.catalogue.Fault.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS fails, or does something unusual, after the server has received the request. Nothing of it may look undelivered. */
final class TlsFaults {

    private static final String GROUP = "TLS after the request";
    private static final SSLContext CERTIFICATE = CatalogueRunner.AUTHORITY.issue("localhost");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String PARTIAL_HEAD = "HTTP/1.1 2";
    private static final String PARTIAL_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";

    /** Fatal alerts by their code (RFC 8446 §6). */
    private static final Map<Integer, String> ALERTS = new TreeMap<>(Map.of(
            10, "unexpected_message",
            20, "bad_record_mac",
            40, "handshake_failure",
            42, "bad_certificate",
            45, "certificate_expired",
            49, "access_denied",
            80, "internal_error",
            116, "certificate_required"));

    private static final int CLOSE_NOTIFY = 0;
    private static final int USER_CANCELED = 90;
    private static final int SERVER_HELLO = 2;
    private static final int NEW_SESSION_TICKET = 4;
    private static final int CERTIFICATE_REQUEST = 13;

    private TlsFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        Stream.of("TLSv1.2", "TLSv1.3").forEach(protocol -> faults.addAll(bothVersions(protocol)));
        faults.add(renegotiation());
        faults.add(tls(
                "TLSv1.2, renegotiation that requires a client certificate",
                UNKNOWN,
                read("TLSv1.2").requestClientCertificate()));
        ALERTS.forEach((code, name) ->
                faults.add(records("TLSv1.3, alert " + name, UNKNOWN, connection -> connection.alert(code))));
        faults.addAll(records());
        return faults;
    }

    private static List<Fault> bothVersions(String protocol) {
        Script read = read(protocol);
        String prefix = protocol + ", ";
        return List.of(
                tls(prefix + "close_notify after the request", UNKNOWN, read.fin()),
                tls(
                        prefix + "close_notify within the head",
                        UNKNOWN,
                        read.send(PARTIAL_HEAD).fin()),
                tls(
                        prefix + "close_notify within the body",
                        ACCEPTED,
                        read.send(PARTIAL_BODY).fin()),
                tls(prefix + "FIN without close_notify", UNKNOWN, read.finBelowTls()),
                tls(
                        prefix + "FIN without close_notify within the head",
                        UNKNOWN,
                        read.send(PARTIAL_HEAD).finBelowTls()),
                tls(
                        prefix + "FIN without close_notify within the body",
                        ACCEPTED,
                        read.send(PARTIAL_BODY).finBelowTls()),
                tls(prefix + "reset", UNKNOWN, read.reset()),
                tls(prefix + "silence", UNKNOWN, read.hold()).waiting(),
                tls(
                        prefix + "no TLS record",
                        UNKNOWN,
                        read.sendBelowTls(ascii(OK)).finBelowTls()),
                tls(
                        prefix + "undecipherable record",
                        UNKNOWN,
                        read.sendBelowTls(record(23, 32, 32)).finBelowTls()),
                tls(
                        prefix + "unencrypted alert",
                        UNKNOWN,
                        read.sendBelowTls(record(21, 2, 2)).finBelowTls()),
                tls(
                        prefix + "oversized record",
                        UNKNOWN,
                        read.sendBelowTls(record(23, 0xffff, 100)).finBelowTls()),
                tls(
                        prefix + "truncated record",
                        UNKNOWN,
                        read.sendBelowTls(record(23, 100, 50)).finBelowTls()));
    }

    /** Legal (RFC 5246 §7.4.1.1), so the response that follows may count. */
    private static Fault renegotiation() {
        return tls("TLSv1.2, renegotiation, then 200", ACCEPTED, accept()).withScripts(number -> {
            AtomicReference<SSLSocket> socket = new AtomicReference<>();
            return accept().startTls(CERTIFICATE, tls -> {
                        tls.setEnabledProtocols(new String[] {"TLSv1.2"});
                        socket.set(tls);
                    })
                    .respond(request -> {
                        startHandshake(socket.get());
                        return ascii(OK);
                    })
                    .fin();
        });
    }

    private static List<Fault> records() {
        return List.of(
                records("TLSv1.3, alert within the head", UNKNOWN, connection -> {
                    connection.send(PARTIAL_HEAD);
                    connection.alert(80);
                }),
                records("TLSv1.3, alert within the body", ACCEPTED, connection -> {
                    connection.send(PARTIAL_BODY);
                    connection.alert(80);
                }),
                records("TLSv1.3, alert user_canceled and close_notify", UNKNOWN, connection -> {
                    connection.alert(USER_CANCELED);
                    connection.alert(CLOSE_NOTIFY);
                }),
                records("TLSv1.3, 200 after close_notify", UNKNOWN, connection -> {
                    connection.alert(CLOSE_NOTIFY);
                    connection.send(OK);
                }),
                records(
                        "TLSv1.3, client certificate requested",
                        UNKNOWN,
                        connection -> connection.handshake(
                                CERTIFICATE_REQUEST, new byte[] {1, 7, 0, 8, 0, 13, 0, 4, 0, 2, 4, 3})),
                records(
                        "TLSv1.3, second ServerHello",
                        UNKNOWN,
                        connection -> connection.handshake(SERVER_HELLO, new byte[40])),
                records(
                        "TLSv1.3, malformed KeyUpdate",
                        UNKNOWN,
                        connection -> connection.handshake(Tls13Connection.KEY_UPDATE, new byte[] {7})),
                records(
                        "TLSv1.3, malformed NewSessionTicket",
                        UNKNOWN,
                        connection -> connection.handshake(NEW_SESSION_TICKET, new byte[3])),
                records(
                        "TLSv1.3, unknown record type",
                        UNKNOWN,
                        connection -> connection.send(99, new byte[] {1, 2, 3})),
                records("TLSv1.3, KeyUpdate, then 200", ACCEPTED, connection -> {
                    connection.keyUpdate(false);
                    connection.send(OK);
                }),
                records("TLSv1.3, KeyUpdate requested of the client, then 200", ACCEPTED, connection -> {
                    connection.keyUpdate(true);
                    connection.send(OK);
                }),
                records("TLSv1.3, NewSessionTicket, then 200", ACCEPTED, connection -> {
                    connection.handshake(
                            NEW_SESSION_TICKET, new byte[] {0, 0, 0, 60, 1, 2, 3, 4, 1, 5, 0, 4, 9, 8, 7, 6, 0, 0});
                    connection.send(OK);
                }),
                // Legal by RFC 8446 §5.4, but the JDK's TLS, which both transports use, rejects it.
                records("TLSv1.3, empty record, then 200", UNKNOWN, connection -> {
                    connection.send("");
                    connection.send(OK);
                }));
    }

    private static Fault records(String name, Verdict verdict, RecordScript script) {
        return tls(name, verdict, accept()).withRecords(script);
    }

    private static Fault tls(String name, Verdict verdict, Script script) {
        return new Fault(GROUP, name.replace("TLSv", "TLS "), script, verdict, ALWAYS, CLOSED)
                .withEndpoint(Endpoint.TLS);
    }

    private static Script read(String protocol) {
        return accept().startTls(CERTIFICATE, socket -> socket.setEnabledProtocols(new String[] {protocol}))
                .readRequest();
    }

    private static void startHandshake(SSLSocket socket) {
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** A record that announces a length and has a number of bytes: a fatal alert, if it is one, of unknown kind. */
    private static byte[] record(int type, int announced, int length) {
        byte[] record = new byte[5 + length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (announced >> 8);
        record[4] = (byte) announced;
        if (type == Tls13Connection.ALERT) {
            record[5] = 2;
            record[6] = 80;
        }
        return record;
    }
}

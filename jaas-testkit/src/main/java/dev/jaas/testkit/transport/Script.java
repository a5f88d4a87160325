// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What a {@link ScriptedServer} does with one connection: steps, in order.
 *
 * <pre>{@code
 * Script.accept().reset()
 * Script.accept().readRequest().send("HTTP/1.1 200 O").fin()
 * Script.accept().startTls(certificate).readRequest().respond(307, "", "Location: /elsewhere")
 * }</pre>
 *
 * <p>After the last step the connection is closed as by {@link #fin()}. When the peer closes, or a step fails, the rest of
 * the script is skipped; that is not an error. Immutable, so one script serves any number of connections and servers.
 */
public final class Script {

    private static final Script ACCEPT = new Script(List.of(new Step("accept", connection -> {})));

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Accepts the connection.
     *
     * @return a script without a step
     */
    public static Script accept() {
        return ACCEPT;
    }

    /**
     * Waits for one complete request, which is then in {@link ScriptedServer#requests()}.
     *
     * @return this script with that step added
     */
    public Script readRequest() {
        return then("read a request", ScriptedConnection::readRequest);
    }

    /**
     * Waits for some bytes of a request and does not count it.
     *
     * @param count how many bytes
     * @return this script with that step added
     */
    public Script readBytes(int count) {
        return then("read " + count + " bytes", connection -> connection.skip(count));
    }

    /**
     * Sends bytes.
     *
     * @param bytes what to send; copied
     * @return this script with that step added
     */
    public Script send(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then("send " + copy.length + " bytes", connection -> connection.send(copy));
    }

    /**
     * Sends text.
     *
     * @param text what to send, each character as one byte (ISO 8859-1), with its line ends as they are
     * @return this script with that step added
     */
    public Script send(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return then("send " + Step.quote(text), connection -> connection.send(bytes));
    }

    /**
     * Sends a well-formed response with a {@code Content-Length}.
     *
     * @param status the status code, which need not be one that exists
     * @param body the body, sent as UTF-8
     * @param fieldLines further headers, such as {@code "Retry-After: 1"}
     * @return this script with that step added
     */
    public Script respond(int status, String body, String... fieldLines) {
        byte[] bytes = response(status, body, fieldLines);
        return then("respond " + status, connection -> connection.send(bytes));
    }

    /**
     * Waits for one complete request and sends the response that a function makes for it.
     *
     * @param response makes the bytes to send, for example with {@link #response}
     * @return this script with that step added
     */
    public Script respond(Function<RecordedRequest, byte[]> response) {
        return then("respond to a request", connection -> connection.send(response.apply(connection.readRequest())));
    }

    /**
     * Sends something again and again until the peer closes.
     *
     * @param text what to send, each character as one byte
     * @param pause how long to wait after each time; zero floods
     * @return this script with that step added
     */
    public Script repeat(String text, Duration pause) {
        return repeat(text, pause, new AtomicLong());
    }

    /** Counts the bytes that were sent as well. */
    Script repeat(String text, Duration pause, AtomicLong sent) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return then("repeat " + Step.quote(text) + " every " + pause.toMillis() + " ms", connection -> {
            while (true) {
                connection.send(bytes);
                sent.addAndGet(bytes.length);
                connection.pause(pause);
            }
        });
    }

    /**
     * Does nothing for a while.
     *
     * @param pause how long
     * @return this script with that step added
     */
    public Script pause(Duration pause) {
        return then("pause " + pause.toMillis() + " ms", connection -> connection.pause(pause));
    }

    /**
     * Waits until the server has received so many complete requests in all, on whichever connections.
     *
     * @param count how many
     * @return this script with that step added
     */
    public Script awaitRequests(int count) {
        return then("await " + count + " requests", connection -> connection.awaitRequests(count));
    }

    /**
     * Sends nothing more and waits until the peer closes. Requests that still come are counted and get no response; anything
     * else that comes, such as a ClientHello, is ignored.
     *
     * @return this script with that step added
     */
    public Script hold() {
        return then("hold", ScriptedConnection::hold);
    }

    /**
     * Ends the sending direction in order (over TLS with {@code close_notify}), then waits until the peer closes as well.
     * Requests that still come are counted and get no response.
     *
     * @return this script with that step added
     */
    public Script fin() {
        return then("FIN", ScriptedConnection::fin);
    }

    /**
     * Closes at once with a TCP reset.
     *
     * @return this script with that step added
     */
    public Script reset() {
        return then("RST", ScriptedConnection::reset);
    }

    /**
     * Takes part in a TLS handshake as the server; what follows is encrypted.
     *
     * @param certificate the server's certificate and key, for example from {@link TestAuthority#issue}
     * @return this script with that step added
     */
    public Script startTls(SSLContext certificate) {
        return then("TLS", connection -> connection.startTls(certificate, socket -> {}));
    }

    /**
     * Takes part in a TLS handshake as the server, with settings of its own.
     *
     * @param certificate the server's certificate and key
     * @param setup changes the socket before its handshake, for example {@code socket -> socket.setNeedClientAuth(true)}
     * @return this script with that step added
     */
    public Script startTls(SSLContext certificate, Consumer<SSLSocket> setup) {
        return then("TLS", connection -> connection.startTls(certificate, setup));
    }

    /**
     * Asks for the client's certificate in a new handshake of TLS 1.2 (RFC 5246 §7.4.1.1), which fails if the client has
     * none, and waits until the peer closes.
     *
     * @return this script with that step added
     */
    public Script requestClientCertificate() {
        return then("ask for a client certificate", ScriptedConnection::requestClientCertificate);
    }

    /**
     * Sends bytes without encryption on a connection that has started TLS.
     *
     * @param bytes what to send; copied
     * @return this script with that step added
     */
    public Script sendBelowTls(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then("send " + copy.length + " bytes below TLS", connection -> connection.sendBelowTls(copy));
    }

    /**
     * Ends the sending direction without {@code close_notify} on a connection that has started TLS, then waits until the peer
     * closes as well.
     *
     * @return this script with that step added
     */
    public Script finBelowTls() {
        return then("FIN below TLS", ScriptedConnection::finBelowTls);
    }

    /** Counts the bytes that come until the peer closes. */
    Script countBytes(AtomicLong count) {
        return then("count bytes", connection -> connection.countBytes(count));
    }

    /**
     * Plays the steps so far again and again until the peer closes.
     *
     * @return a script of that one step
     */
    public Script forever() {
        return new Script(List.of(new Step(this + ", forever", connection -> {
            while (true) {
                play(connection);
            }
        })));
    }

    /**
     * The bytes of a well-formed response with a {@code Content-Length}.
     *
     * @param status the status code
     * @param body the body, as UTF-8
     * @param fieldLines further headers, such as {@code "Retry-After: 1"}
     * @return head and body
     */
    public static byte[] response(int status, String body, String... fieldLines) {
        requireNonNull(body, "the body is null");
        requireNonNull(fieldLines, "the array of field lines is null");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "HTTP/1.1 %03d Scripted\r\n", status));
        for (String line : fieldLines) {
            head.append(line).append("\r\n");
        }
        head.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
        return head.append(body).toString().getBytes(UTF_8);
    }

    void play(ScriptedConnection connection) throws IOException {
        for (Step step : steps) {
            step.action().on(connection);
        }
    }

    /**
     * The steps in a few words.
     *
     * @return for example {@code accept, read a request, RST}
     */
    @Override
    public String toString() {
        return steps.stream().map(Step::description).collect(joining(", "));
    }

    private Script then(String description, Step.Action action) {
        return new Script(Stream.concat(steps.stream(), Stream.of(new Step(description, action)))
                .toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A complete request as it arrived at a {@link ScriptedServer}, byte for byte. Immutable. */
public final class RecordedRequest {

    private final int connection;
    private final String requestLine;
    private final List<String> fieldLines;
    private final byte[] body;

    RecordedRequest(int connection, String requestLine, List<String> fieldLines, byte[] body) {
        this.connection = connection;
        this.requestLine = requestLine;
        this.fieldLines = List.copyOf(fieldLines);
        this.body = body.clone();
    }

    /**
     * The connection that it came on.
     *
     * @return its number, from 1 in the order of accepting
     */
    public int connection() {
        return connection;
    }

    /**
     * The first line.
     *
     * @return for example {@code POST /v1/x%2Fy HTTP/1.1}
     */
    public String requestLine() {
        return requestLine;
    }

    /**
     * The method.
     *
     * @return the request line up to its first space
     */
    public String method() {
        return requestLine.substring(0, requestLine.indexOf(' '));
    }

    /**
     * The target (RFC 9112 §3.2).
     *
     * @return what stands between the first and the last space of the request line
     */
    public String target() {
        return requestLine.substring(requestLine.indexOf(' ') + 1, requestLine.lastIndexOf(' '));
    }

    /**
     * The names of the headers.
     *
     * @return in lower case
     */
    public Set<String> headerNames() {
        return fieldLines.stream().map(RecordedRequest::nameOf).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The values of a header.
     *
     * @param name its name, in any case
     * @return one value for each line with that name, in order
     */
    public List<String> headers(String name) {
        return fieldLines.stream()
                .filter(line -> nameOf(line).equals(name.toLowerCase(Locale.ROOT)))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its first value, or empty if there is none
     */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /**
     * The body, the chunks of a chunked one joined.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The request without what could be secret.
     *
     * @return the request line, names of the headers and length of the body
     */
    @Override
    public String toString() {
        return requestLine + ", headers " + headerNames() + ", " + body.length + " bytes, connection " + connection;
    }

    private static String nameOf(String fieldLine) {
        return fieldLine.substring(0, Math.max(0, fieldLine.indexOf(':'))).toLowerCase(Locale.ROOT);
    }
}

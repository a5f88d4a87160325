// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads HTTP/1.1 (RFC 9112) for a {@link SocketExchange}. */
final class SocketWire {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_PART = 16 * 1024;

    private SocketWire() {}

    /** The head of a response; the names of the headers ignore case. */
    record Head(int status, Map<String, List<String>> headers) {

        List<String> values(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** A proxy's response that is not a tunnel. */
    static final class RefusedTunnelException extends IOException {

        private static final long serialVersionUID = 1;

        final int status;

        RefusedTunnelException(int status) {
            super("the proxy responded with status " + status);
            this.status = status;
        }
    }

    /** Asks a proxy for a tunnel (RFC 9110 §9.3.6). */
    static void openTunnel(Socket proxy, String authority, TransportSettings.@Nullable Credentials credentials)
            throws IOException {
        String authorization = "";
        if (credentials != null) {
            byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(UTF_8);
            authorization = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
        }
        String connect = "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(authority, authority, authorization);
        proxy.getOutputStream().write(connect.getBytes(ISO_8859_1));
        int status = readFinalHead(proxy.getInputStream()).status();
        if (status / 100 != 2) {
            throw new RefusedTunnelException(status);
        }
    }

    static byte[] bytes(TransportRequest request) {
        URI uri = request.uri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        ByteBuffer body = request.body();
        StringBuilder head = new StringBuilder()
                .append("%s %s%s HTTP/1.1\r\n".formatted(request.method(), uri.getRawPath(), query))
                .append("Host: %s\r\nConnection: close\r\n".formatted(uri.getRawAuthority()));
        request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body.hasRemaining() || !request.method().equals("GET")) {
            head.append("Content-Length: " + body.remaining() + "\r\n");
        }
        byte[] headBytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
        ByteBuffer all = ByteBuffer.allocate(headBytes.length + body.remaining());
        return all.put(headBytes).put(body).array();
    }

    /** Reads the final head, after interim ones. */
    static Head readFinalHead(InputStream in) throws IOException {
        Head head = readHead(in);
        while (head.status() / 100 == 1 && head.status() != 101) {
            head = readHead(in);
        }
        return head;
    }

    static Head readHead(InputStream in) throws IOException {
        String statusLine = readLine(in);
        if (!statusLine.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("no status line");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int length = 0;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            length += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || length > MAX_HEAD) {
                throw new IOException("no header");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(statusLine.substring(9, 12)), headers);
    }

    /** Reads the body (RFC 9112 §6.3) and returns whether the listener wanted all of it. */
    static boolean readBody(InputStream in, Head head, ExchangeListener listener) throws IOException {
        if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return true;
        }
        if (head.values("Transfer-Encoding").contains("chunked")) {
            return readChunks(in, listener);
        }
        List<String> lengths = head.values("Content-Length");
        return readPart(in, lengths.isEmpty() ? Long.MAX_VALUE : Long.parseLong(lengths.get(0)), listener);
    }

    private static boolean readChunks(InputStream in, ExchangeListener listener) throws IOException {
        while (true) {
            long size = Long.parseUnsignedLong(readLine(in).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                while (!readLine(in).isEmpty()) {
                    // skips a trailer field
                }
                return true;
            }
            if (!readPart(in, size, listener)) {
                return false;
            }
            readLine(in);
        }
    }

    /** Reads so many bytes, or to the end of the connection if there is no limit. */
    private static boolean readPart(InputStream in, long size, ExchangeListener listener) throws IOException {
        byte[] part = new byte[(int) Math.min(size, MAX_PART)];
        for (long left = size; left > 0; ) {
            int read = in.read(part, 0, (int) Math.min(left, part.length));
            if (read < 0) {
                if (size == Long.MAX_VALUE) {
                    return true;
                }
                throw new EOFException("the body ended early");
            }
            if (!listener.body(ByteBuffer.wrap(part, 0, read))) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MAX_HEAD) {
                throw new EOFException("no end of the line");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}

package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportSettings;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on a connection of a {@link SocketTransport}. */
final class SocketWire {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final SocketTransport transport;
    private final Socket socket;
    private final TransportRequest request;
    private final InputStream in;

    /** The head of a response; the names of the headers ignore case. */
    record Head(int status, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    SocketWire(SocketTransport transport, Socket socket, TransportRequest request) throws IOException {
        this.transport = transport;
        this.socket = socket;
        this.request = request;
        InputStream own = new BufferedInputStream(socket.getInputStream());
        transport.firstInput.compareAndSet(null, own);
        InputStream first = transport.firstInput.get();
        this.in = transport.has(Vice.TAKES_SURPLUS_FOR_ANSWER) && first != null ? first : own;
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Asks a proxy for a tunnel and says whether there is one. */
    static boolean openTunnel(Socket proxy, URI uri, TransportSettings.@Nullable Credentials credentials)
            throws IOException {
        String authority = uri.getHost() + ":" + port(uri);
        String authorization = "";
        if (credentials != null) {
            byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(UTF_8);
            authorization = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
        }
        String connect = "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(authority, authority, authorization);
        proxy.getOutputStream().write(connect.getBytes(ISO_8859_1));
        InputStream in = proxy.getInputStream();
        String status = readLine(in);
        while (!readLine(in).isEmpty()) {
            // a header, none of which matters
        }
        return status.startsWith("HTTP/1.1 200");
    }

    void writeRequest() throws IOException {
        URI uri = request.uri();
        String target = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        if (transport.has(Vice.DECODES_PATH)) {
            target = uri.getPath().replace(" ", "%20");
        }
        if (transport.has(Vice.SENDS_ABSOLUTE_TARGET)) {
            target = "http://" + uri.getRawAuthority() + target;
        }
        target += uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String method = transport.has(Vice.POSTS_EVERYTHING) ? "POST" : request.method();
        StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
        String host = transport.has(Vice.SENDS_HOST_WITHOUT_PORT) ? uri.getHost() : uri.getRawAuthority();
        head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        request.headers().forEach((name, value) -> {
            String sent = transport.has(Vice.TRIMS_HEADER_VALUES) ? value.replaceAll("=+$", "") : value;
            head.append(name).append(": ").append(sent).append("\r\n");
        });
        if (transport.has(Vice.ADDS_HEADERS)) {
            head.append("Accept-Encoding: gzip\r\n");
        }
        byte[] body = request.body();
        if (transport.has(Vice.CHUNKS_BODY)) {
            head.append("Transfer-Encoding: chunked\r\n\r\n")
                    .append(Integer.toHexString(body.length))
                    .append("\r\n");
            String end = body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n";
            write(head.toString(), body, end);
            return;
        }
        if (body.length > 0 || (!method.equals("GET") && !transport.has(Vice.FORGETS_LENGTH_ZERO))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        write(head.append("\r\n").toString(), body, "");
    }

    private void write(String head, byte[] body, String end) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(ISO_8859_1));
        all.writeBytes(body);
        all.writeBytes(end.getBytes(ISO_8859_1));
        socket.getOutputStream().write(all.toByteArray());
    }

    /** Reads the final head, beyond interim ones. */
    Head readHead() throws IOException {
        while (true) {
            Head head = readAnyHead();
            if (head.status() / 100 != 1 || head.status() == 101 || transport.has(Vice.TAKES_INTERIM_FOR_FINAL)) {
                return head;
            }
        }
    }

    private Head readAnyHead() throws IOException {
        String statusLine = readLine(in);
        String form = transport.has(Vice.IS_STRICT_ABOUT_STATUS_LINE)
                ? "HTTP/1\\.1 [0-9]{3} .+"
                : "HTTP/1\\.[01] [0-9]{3}( .*)?";
        if (!statusLine.matches(form)) {
            throw new IOException("no status line");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int length = 0;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            length += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || length > LONGEST_HEAD) {
                throw new IOException("no header");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        Set<String> lengths = new HashSet<>(headers.getOrDefault("Content-Length", List.of()));
        boolean ambiguous = lengths.size() > 1 || lengths.stream().anyMatch(text -> !text.matches("[0-9]{1,18}"));
        if (ambiguous && !transport.has(Vice.TAKES_ANY_HEAD)) {
            throw new IOException("no length");
        }
        return new Head(Integer.parseInt(statusLine.substring(9, 12)), headers);
    }

    /** Reads the body, as far as allowed; says whether that was all. */
    boolean readBody(Head head, ByteArrayOutputStream body) throws IOException {
        if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return true;
        }
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked") && !transport.has(Vice.KNOWS_NO_CHUNKS)) {
            long size;
            do {
                size = Long.parseLong(readLine(in).split(";", 2)[0].strip(), 16);
                if (size < 0 || !copy(size, body)) {
                    return false;
                }
                if (size > 0) {
                    readLine(in);
                }
            } while (size > 0);
            return true;
        }
        String length = head.header("Content-Length");
        return copy(length.isEmpty() ? -1 : Long.parseLong(length), body);
    }

    /** Copies so many bytes, or all if negative; says whether there was room. */
    private boolean copy(long count, ByteArrayOutputStream body) throws IOException {
        for (long copied = 0; count < 0 || copied < count; copied++) {
            int next = in.read();
            if (next < 0) {
                if (count < 0) {
                    return true;
                }
                throw new EOFException("the body ended early");
            }
            synchronized (body) {
                boolean room = body.size() < HttpTransport.MAX_BODY_BYTES / (transport.has(Vice.CUTS_EARLY) ? 2 : 1);
                if (room) {
                    body.write(next);
                } else if (!transport.has(Vice.READS_ON_BEYOND_CAP)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("a line without end");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}

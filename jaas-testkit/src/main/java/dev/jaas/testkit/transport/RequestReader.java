// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Reads requests (RFC 9112) from a connection, one after the other. */
final class RequestReader {

    private static final Pattern REQUEST_LINE = Pattern.compile("[!-~]+ [!-~]+ HTTP/1\\.[01]");

    private final InputStream in;
    private final int connection;

    RequestReader(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /**
     * Waits for the next request.
     *
     * @throws EOFException if the connection ends before the request does
     * @throws ProtocolException if what comes is no request, for example a ClientHello
     */
    RecordedRequest read() throws IOException {
        String requestLine = readLine();
        if (!REQUEST_LINE.matcher(requestLine).matches()) {
            throw new ProtocolException("what came is no request");
        }
        List<String> fieldLines = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            fieldLines.add(line);
        }
        RecordedRequest head = new RecordedRequest(connection, requestLine, fieldLines, new byte[0]);
        return new RecordedRequest(connection, requestLine, fieldLines, readBody(head));
    }

    /** Reads to the end of the connection without making sense of what comes. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Counts what comes until the end of the connection. */
    void count(AtomicLong count) throws IOException {
        while (in.read() >= 0) {
            count.incrementAndGet();
        }
    }

    /** Reads bytes without making sense of them. */
    void skip(int bytes) throws IOException {
        readBytes(bytes);
    }

    private byte[] readBody(RecordedRequest head) throws IOException {
        if (head.header("Transfer-Encoding").isPresent()) {
            return readChunks();
        }
        return readBytes(head.header("Content-Length").map(Integer::parseInt).orElse(0));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] chunk =
                    readBytes(Integer.parseInt(readLine().split(";", 2)[0].strip(), 16));
            if (chunk.length == 0) {
                while (!readLine().isEmpty()) {
                    // a trailer field, which no test looks at
                }
                return body.toByteArray();
            }
            body.write(chunk);
            readLine();
        }
    }

    private byte[] readBytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the connection ended within a request");
        }
        return bytes;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}

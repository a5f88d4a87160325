// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a verdict needs of a response: status, three headers and as much of the body as may be read. */
final class Response {

    private static final int MIN_STATUS = 200;
    private static final int MAX_STATUS = 999;

    private final int status;
    private final @Nullable String malformation;
    private final @Nullable String retryAfter;
    private final String contentEncoding;
    private final String contentType;
    private final @Nullable ByteArrayOutputStream
            body; // null if the command was accepted: then nobody wants to know more
    private int length;

    Response(int status, Function<String, List<String>> headers) {
        this.status = status;
        this.body = isAccepted(status) ? null : new ByteArrayOutputStream();
        String problem;
        String wait = "";
        String encoding = "";
        String type = "";
        try {
            problem = malformation(status, headers);
            if (body != null) {
                wait = values("Retry-After", headers);
                encoding = values("Content-Encoding", headers);
                type = values("Content-Type", headers);
            }
        } catch (RuntimeException e) { // an adapter that breaks its contract, and to which the client does not throw
            problem = "its headers cannot be read (" + e.getClass().getSimpleName() + ")";
        }
        this.malformation = problem;
        this.retryAfter = wait.isEmpty() ? null : wait;
        this.contentEncoding = encoding;
        this.contentType = type;
    }

    /** Whether a response of this status means that the command was accepted. */
    static boolean isAccepted(int status) {
        return status >= 200 && status <= 299;
    }

    /** The values of a header that may be a list (RFC 9110 §5.3). */
    private static String values(String name, Function<String, List<String>> headers) {
        return String.join(",", headers.apply(name));
    }

    /**
     * What makes the head one that a client must discard (RFC 9110 §15, RFC 9112 §6.3): a status that is none, or a body of
     * ambiguous length.
     *
     * @return a part of a sentence, or null if the head is well-formed
     */
    @Nullable
    String malformation() {
        return malformation;
    }

    private static @Nullable String malformation(int status, Function<String, List<String>> headers) {
        if (status < MIN_STATUS || status > MAX_STATUS) {
            return "its status is not one of 200 to 999";
        }
        List<String> lengths = headers.apply("Content-Length");
        if (lengths.isEmpty()) {
            return null;
        }
        if (!headers.apply("Transfer-Encoding").isEmpty()) {
            return "it has both Content-Length and Transfer-Encoding";
        }
        String first = lengths.get(0);
        for (String length : lengths) {
            if (!length.equals(first) || !isNumber(length)) {
                return "its Content-Length is not one number";
            }
        }
        return null;
    }

    /**
     * Takes what there is room for, and keeps it unless the command was accepted.
     *
     * @return whether that was all
     */
    boolean append(ByteBuffer part, int maxBytes) {
        int offered = part.remaining();
        int taken = Math.min(offered, maxBytes - length);
        length += taken;
        if (body != null) {
            byte[] bytes = new byte[taken];
            part.get(bytes);
            body.writeBytes(bytes);
        }
        return taken == offered;
    }

    int status() {
        return status;
    }

    /** All values of {@code Retry-After}, separated by commas, or null if it has none. */
    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    /** The body as a text for people. */
    String text() {
        return body == null ? "" : ResponseText.of(body.toByteArray(), contentEncoding, contentType);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }
}

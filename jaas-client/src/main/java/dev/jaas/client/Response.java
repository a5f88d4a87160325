package dev.jaas.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a verdict needs of a response: status, {@code Retry-After} and as much of the body as may be read. */
final class Response {

    private static final int MIN_STATUS = 200;
    private static final int MAX_STATUS = 999;

    private final int status;
    private final @Nullable String malformation;
    private final @Nullable String retryAfter;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    Response(int status, Function<String, List<String>> headers) {
        this.status = status;
        String problem;
        List<String> retryAfters = List.of();
        try {
            problem = malformation(status, headers);
            retryAfters = headers.apply("Retry-After");
        } catch (RuntimeException e) { // an adapter that breaks its contract, and to which the client does not throw
            problem = "its headers cannot be read (" + e.getClass().getSimpleName() + ")";
        }
        this.malformation = problem;
        this.retryAfter = retryAfters.isEmpty() ? null : retryAfters.get(0);
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
     * Takes what there is room for.
     *
     * @return whether that was all
     */
    boolean append(ByteBuffer part, int maxBytes) {
        byte[] bytes = new byte[Math.min(part.remaining(), maxBytes - body.size())];
        part.get(bytes);
        body.writeBytes(bytes);
        return !part.hasRemaining();
    }

    int status() {
        return status;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
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

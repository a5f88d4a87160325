package dev.jaas.port.driven;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answer to a {@link TransportRequest}. Immutable. */
public final class TransportResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean complete;

    /**
     * An answer.
     *
     * @param status the status code, as it came
     * @param headers each name with its values in the order in which they came; names are compared ignoring case
     * @param body what was read of the body, at most {@link HttpTransport#MAX_BODY_BYTES}; it is copied
     * @param complete whether that is the whole body
     * @throws IllegalArgumentException if the body is larger than is allowed
     */
    public TransportResponse(int status, Map<String, List<String>> headers, byte[] body, boolean complete) {
        if (body.length > HttpTransport.MAX_BODY_BYTES) {
            throw new IllegalArgumentException("A response's body must be cut at %d bytes, but this one has %d."
                    .formatted(HttpTransport.MAX_BODY_BYTES, body.length));
        }
        this.status = status;
        this.headers = new TreeMap<>();
        headers.forEach((name, values) -> this.headers
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .addAll(values));
        this.body = body.clone();
        this.complete = complete;
    }

    /**
     * The status code.
     *
     * @return as the server sent it, which need not be one that exists
     */
    public int status() {
        return status;
    }

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its first value, or empty if there is none
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * The body, as far as it was read.
     *
     * @return a copy of at most {@link HttpTransport#MAX_BODY_BYTES}
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Whether the body was read to its end.
     *
     * @return false if it was too large, too slow or broken
     */
    public boolean complete() {
        return complete;
    }

    /**
     * The answer without its contents.
     *
     * @return status, names of the headers and length of the body
     */
    @Override
    public String toString() {
        return "TransportResponse[%d, headers %s, %d bytes%s]"
                .formatted(status, headers.keySet(), body.length, complete ? "" : ", incomplete");
    }
}

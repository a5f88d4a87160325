package dev.jaas.port.driven;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One HTTP request, ready to be sent. Immutable; prints neither its headers' values nor its body, which hold secrets. */
public final class TransportRequest {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "content-length", "connection", "transfer-encoding", "upgrade", "expect");

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;

    /**
     * A request.
     *
     * @param method the method, for example {@code POST}
     * @param uri absolute, {@code http} or {@code https}, ASCII, without user info and fragment; its path is sent as it is
     * @param headers each name with its one value, in an order that a transport need not keep, without those of the connection
     *     ({@code Host}, {@code Content-Length} and the like)
     * @param body the body, empty for none; it is copied
     * @param timeout how long the whole exchange may take, more than zero
     * @throws IllegalArgumentException if a part is not as described; the message does not contain a header's value
     */
    public TransportRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        require(TOKEN.matcher(method).matches(), "the method must be a token (RFC 9110 §5.6.2)");
        require(
                ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null,
                "the URI must be absolute, with http or https and a host");
        require(uri.getRawUserInfo() == null && uri.getRawFragment() == null, "the URI has user info or a fragment");
        require(uri.toString().chars().allMatch(c -> c < 0x80), "the URI must be ASCII: percent-encode the rest");
        headers.forEach((name, value) -> {
            require(TOKEN.matcher(name).matches(), "a header's name must be a token (RFC 9110 §5.6.2)");
            require(
                    !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)),
                    "the header " + name + " is the transport's to set");
            require(
                    FIELD_VALUE.matcher(value).matches(),
                    "the value of the header " + name + " must be visible ASCII (RFC 9110 §5.5)");
        });
        require(timeout.compareTo(Duration.ZERO) > 0, "the timeout must be more than zero");
        this.method = method;
        this.uri = uri;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body.clone();
        this.timeout = timeout;
    }

    /**
     * The method.
     *
     * @return for example {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * Where the request goes.
     *
     * @return the absolute URI; what goes on the wire is its raw path and query
     */
    public URI uri() {
        return uri;
    }

    /**
     * The headers, without those of the connection.
     *
     * @return an unmodifiable map in the order in which they were given
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a copy; empty for a request without a body
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * How long the whole exchange may take.
     *
     * @return more than zero
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * The request without its secrets.
     *
     * @return method, host, names of the headers and length of the body; the path and query are left out as well, since a
     *     path may hold a user's id
     */
    @Override
    public String toString() {
        return "TransportRequest[%s %s://%s, headers %s, %d bytes, timeout %s]"
                .formatted(method, uri.getScheme(), uri.getRawAuthority(), headers.keySet(), body.length, timeout);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("This request cannot be sent: " + rule + ".");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One HTTP request. Immutable, provided that the creator does not change the map and the array that it passed. Its
 * {@code toString} contains neither header values nor the body, which hold secrets.
 */
public final class TransportRequest {

    /** Punctuation that a token may contain besides letters and digits (RFC 9110 §5.6.2). */
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+.^_`|~-";

    private static final Set<String> CONNECTION_HEADERS =
            Set.of("host", "content-length", "connection", "transfer-encoding", "upgrade", "expect");

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Creates a request. The map and the array are not copied: do not change them afterwards.
     *
     * @param method the method, for example {@code POST}
     * @param uri absolute, {@code http} or {@code https}, ASCII, without user info and fragment; its path is sent as it is, an
     *     empty one as {@code /} (RFC 9112 §3.2.1)
     * @param headers each name with its one value, in an order that a transport may change, without those of the connection
     *     ({@code Host}, {@code Content-Length} and the like)
     * @param body the body, empty for none
     * @throws IllegalArgumentException if a part is not as described; the message does not contain a header's value
     */
    public TransportRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
        require(isToken(method), "the method must be a token (RFC 9110 §5.6.2)");
        requireValid(uri);
        headers.forEach(TransportRequest::requireValid);
        this.method = method;
        this.uri = withPath(uri);
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    private TransportRequest(TransportRequest checked, URI uri, byte[] body) {
        requireValid(uri);
        this.method = checked.method;
        this.uri = withPath(uri);
        this.headers = checked.headers;
        this.body = body;
    }

    /**
     * A request with the method and the headers of this one, which are not checked again.
     *
     * @param otherUri as for the constructor
     * @param otherBody as for the constructor
     * @return a new request
     * @throws IllegalArgumentException if the URI is not as described
     */
    public TransportRequest with(URI otherUri, byte[] otherBody) {
        return new TransportRequest(this, otherUri, otherBody);
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
     * The URI.
     *
     * @return the absolute URI, whose path is not empty; its raw path and query are sent unchanged
     */
    public URI uri() {
        return uri;
    }

    /**
     * The headers, without those of the connection.
     *
     * @return an unmodifiable map
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a read-only buffer of its own for each caller; nothing remains in it for a request without a body
     */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /**
     * The request without its secrets.
     *
     * @return method, host, names of the headers and length of the body; the path and query are left out as well, since a
     *     path may hold a user's id
     */
    @Override
    public String toString() {
        return "TransportRequest[" + method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + ", headers "
                + headers.keySet() + ", " + body.length + " bytes]";
    }

    private static void requireValid(URI uri) {
        require(
                ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null,
                "the URI must be absolute, with http or https and a host");
        require(uri.getRawUserInfo() == null && uri.getRawFragment() == null, "the URI has user info or a fragment");
        require(isAscii(uri.toString()), "the URI must be ASCII: percent-encode the rest");
    }

    private static URI withPath(URI uri) {
        if (!uri.getRawPath().isEmpty()) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + "/" + query);
    }

    private static void requireValid(String name, String value) {
        require(isToken(name), "a header's name must be a token (RFC 9110 §5.6.2)");
        if (CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalid("the header " + name + " is the transport's to set");
        }
        if (!isFieldValue(value)) {
            throw invalid("the value of the header " + name + " must be visible ASCII (RFC 9110 §5.5)");
        }
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean atEdge = i == 0 || i == text.length() - 1;
            boolean blankWithin = (c == ' ' || c == '\t') && !atEdge;
            if (!blankWithin && (c <= 0x20 || c >= 0x7f)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw invalid(rule);
        }
    }

    private static IllegalArgumentException invalid(String rule) {
        return new IllegalArgumentException("This request cannot be sent: " + rule + ".");
    }
}

package dev.jaas.port.driven;

/**
 * An exchange that brought no response. It has no cause, since the exceptions of HTTP stacks quote header values, the
 * admin token among them; an adapter puts the class name of what it caught into the message instead.
 */
public final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenSent;

    private TransportException(String message, boolean mayHaveBeenSent) {
        super(message, null);
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /**
     * An exchange of which it is certain that the server cannot have acted on it.
     *
     * @param message what happened, without any header value, for example
     *     {@code "connection refused by 8x8.vc:443 (ConnectException)"}
     * @return the failure
     */
    public static TransportException notSent(String message) {
        return new TransportException(message, false);
    }

    /**
     * An exchange that the server may have acted on.
     *
     * @param message what happened, without any header value, for example
     *     {@code "the connection was closed before an answer came (EOFException)"}
     * @return the failure
     */
    public static TransportException unknown(String message) {
        return new TransportException(message, true);
    }

    /**
     * Whether the server may have acted on the request.
     *
     * @return false only if that is impossible
     */
    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }
}

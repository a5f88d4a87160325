// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * Receives the events of one exchange. The client implements it; an adapter calls it: {@link #beforeSend}, then
 * {@link #head}, {@link #body} any number of times, and at the end {@link #complete} or {@link #failed}. The end can come
 * at any point, and only the first end counts.
 *
 * <p>An adapter calls the methods one after the other, from any thread, perhaps within {@link HttpTransport#start}, and
 * holds no lock meanwhile that {@code start}, {@link Exchange#abort} or {@link HttpTransport#close} takes. The methods
 * never block and never throw, and they ignore everything after the end.
 */
public interface ExchangeListener {

    /**
     * Asks whether the request may be written. An adapter must ask when the connection is ready (TCP, the proxy's tunnel and
     * TLS done) and before the first byte of the request is written, each time that its HTTP stack is about to write it.
     * Only the first call can return true.
     *
     * <p>A command is reported as <em>not delivered</em> only if this was never granted: a request that failed before cannot have
     * reached the server, and one that failed after may have. An adapter whose stack has no such moment asks at the beginning of
     * {@code start}; all its failures then mean that the command may have taken effect.
     *
     * @return false to write nothing, not one byte, and to close the connection
     */
    boolean beforeSend();

    /**
     * Reports a final response head (status 200 and above). Interim responses (1xx) are not reported. A 101 or a status
     * below 100 may be reported here or as a failure: the client takes neither for a response.
     *
     * @param status the status code as the server sent it
     * @param headers looks up all values of a header by its name, ignoring case, in the order received; an empty
     *     list if there are none. Valid only during this method.
     * @return false to stop reading and close the connection
     */
    boolean head(int status, Function<String, List<String>> headers);

    /**
     * Reports a part of the response's body, as it came: without its transfer coding, and with its content coding.
     *
     * @param part its remaining bytes; the adapter may reuse the buffer after this method returns
     * @return false to stop reading and close the connection
     */
    boolean body(ByteBuffer part);

    /** Reports that the response has been read to its end. */
    void complete();

    /**
     * Reports that the exchange brought no response, or only a part of one.
     *
     * @param description what happened, for people, for example {@code "the connection to 8x8.vc:443 was refused
     *     (ConnectException)"}: the adapter's own words, host and port, and class names of exceptions. No message of an
     *     exception, header value, path or body: HTTP stacks quote the admin token in theirs.
     */
    void failed(String description);
}

package dev.jaas.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to do with a request instead of, or before, the ordinary: given to {@link JaasSimulator#script}. Immutable.
 *
 * <p>Only an answer that is {@linkplain #ordinary() ordinary}, delayed or not, and {@link #cutAfterwards()} carry the
 * command out.
 */
public final class Answer {

    enum Kind {
        ORDINARY,
        FIXED,
        CUT,
        CUT_AFTERWARDS
    }

    final Kind kind;
    final int status;
    final Map<String, String> headers;
    final byte[] body;
    final Duration delay;

    private Answer(Kind kind, int status, Map<String, String> headers, byte[] body, Duration delay) {
        this.kind = kind;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delay = delay;
    }

    /**
     * The ordinary answer, to be {@linkplain #after delayed} or to let one request pass.
     *
     * @return an answer
     */
    public static Answer ordinary() {
        return new Answer(Kind.ORDINARY, 0, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * A status, whatever the request is; the command is not carried out.
     *
     * @param status 200 to 599
     * @return an answer without a body
     * @throws IllegalArgumentException if the status is none of a final response
     */
    public static Answer status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("A scripted status must be from 200 to 599, not %d.".formatted(status));
        }
        return new Answer(Kind.FIXED, status, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * Reads and records the request and closes the connection: the command is not carried out.
     *
     * @return an answer
     */
    public static Answer cut() {
        return new Answer(Kind.CUT, 0, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * Carries the command out and closes the connection without a word: what happens is known here alone.
     *
     * @return an answer
     */
    public static Answer cutAfterwards() {
        return new Answer(Kind.CUT_AFTERWARDS, 0, Map.of(), new byte[0], Duration.ZERO);
    }

    /**
     * The same answer with one more header.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(kind, status, more, body, delay);
    }

    /**
     * The same answer with a body.
     *
     * @param text the body, sent in UTF-8
     * @return a copy
     */
    public Answer body(String text) {
        return new Answer(kind, status, headers, text.getBytes(StandardCharsets.UTF_8), delay);
    }

    /**
     * The same answer, later: the request is read, and then nothing happens for a while.
     *
     * @param pause how long
     * @return a copy
     */
    public Answer after(Duration pause) {
        return new Answer(kind, status, headers, body, pause);
    }
}

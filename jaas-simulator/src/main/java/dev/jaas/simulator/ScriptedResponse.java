// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the simulator responds to one request instead of by its rules: given to {@link JaasSimulator#script script} and
 * {@link JaasSimulator#respondTo(dev.jaas.domain.JaasCommand, ScriptedResponse...) respondTo}. Immutable.
 *
 * <p>The command is executed by {@link #ordinary()} and {@link #dropConnectionAfterExecuting()} only.
 */
public final class ScriptedResponse {

    enum Kind {
        ORDINARY(true),
        FIXED_STATUS(false),
        DROP_CONNECTION(false),
        DROP_CONNECTION_AFTER_EXECUTING(true);

        final boolean executesCommand;

        Kind(boolean executesCommand) {
            this.executesCommand = executesCommand;
        }
    }

    final Kind kind;
    final int status;
    final Map<String, String> headers;
    final byte[] body;
    final Duration delay;
    final Duration responseDelay;

    private ScriptedResponse(
            Kind kind, int status, Map<String, String> headers, byte[] body, Duration delay, Duration responseDelay) {
        this.kind = kind;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delay = delay;
        this.responseDelay = responseDelay;
    }

    private ScriptedResponse(Kind kind, int status) {
        this(kind, status, Map.of(), new byte[0], Duration.ZERO, Duration.ZERO);
    }

    /**
     * The response by the simulator's rules, to {@linkplain #delay delay} it or to let one request pass.
     *
     * @return a response
     */
    public static ScriptedResponse ordinary() {
        return new ScriptedResponse(Kind.ORDINARY, 0);
    }

    /**
     * A status, whatever the request is. The command is not executed.
     *
     * @param status 200 to 599
     * @return a response without a body
     * @throws IllegalArgumentException if the status is not that of a final response
     */
    public static ScriptedResponse status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("A scripted status must be from 200 to 599, not " + status + ".");
        }
        return new ScriptedResponse(Kind.FIXED_STATUS, status);
    }

    /**
     * Reads and records the request and closes the connection without a response. The command is not executed.
     *
     * @return a response
     */
    public static ScriptedResponse dropConnection() {
        return new ScriptedResponse(Kind.DROP_CONNECTION, 0);
    }

    /**
     * Executes the command and closes the connection without a response: the client cannot know that it succeeded.
     *
     * @return a response
     */
    public static ScriptedResponse dropConnectionAfterExecuting() {
        return new ScriptedResponse(Kind.DROP_CONNECTION_AFTER_EXECUTING, 0);
    }

    /**
     * The same response with one more header.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public ScriptedResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedResponse(kind, status, more, body, delay, responseDelay);
    }

    /**
     * The same response with a body.
     *
     * @param text the body, sent in UTF-8
     * @return a copy
     */
    public ScriptedResponse body(String text) {
        return new ScriptedResponse(kind, status, headers, text.getBytes(StandardCharsets.UTF_8), delay, responseDelay);
    }

    /**
     * The same response after a delay: the request is read at once; the command is executed, and the response sent, later.
     *
     * @param duration how long to wait
     * @return a copy
     * @see #delayResponse
     */
    public ScriptedResponse delay(Duration duration) {
        return new ScriptedResponse(kind, status, headers, body, duration, responseDelay);
    }

    /**
     * The same response, sent later: the command is executed at once. A client whose timeout is shorter cannot know that it
     * succeeded.
     *
     * @param duration how long to wait with the response
     * @return a copy
     * @see #delay
     */
    public ScriptedResponse delayResponse(Duration duration) {
        return new ScriptedResponse(kind, status, headers, body, delay, duration);
    }
}

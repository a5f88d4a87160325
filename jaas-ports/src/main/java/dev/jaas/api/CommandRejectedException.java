// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * JaaS, or a proxy or CDN in front of it, rejected the command: a status of 400 to 499 other than 408, or a redirect that
 * keeps the method (307, 308), which is never followed. The command has had no effect.
 */
public final class CommandRejectedException extends JaasException {

    private static final long serialVersionUID = 1L;

    /** The meaning of the status. */
    public enum Reason {
        /** 400, 422: the service could not read the command. */
        INVALID,
        /** 401: the admin token was not accepted. */
        UNAUTHENTICATED,
        /** 403: the admin token does not permit this, or a proxy or CDN in front of the service blocks the caller. */
        FORBIDDEN,
        /**
         * 404, 410: there is no such room, participant or call, or the base URL is wrong. A meeting, participation or call may
         * be over already; or the room was named as people see it, and JaaS knows it by its
         * {@linkplain dev.jaas.domain.RoomName#canonical() canonical name}. A ban has not been carried out.
         */
        NOT_FOUND,
        /** 429: too many commands; see {@link CommandRejectedException#retryAfter()}. */
        RATE_LIMITED,
        /** 307, 308: the service is elsewhere; the base URL is wrong. */
        REDIRECTED,
        /** Any other status from 400 to 499 except 408. */
        OTHER
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;
    private final String body;

    /**
     * Creates the exception.
     *
     * @param message one sentence: what was rejected, with which status, and what to do
     * @param command the command
     * @param attempts the number of attempts
     * @param elapsed from {@code execute} to the rejection
     * @param status the status of the last response
     * @param reason the meaning of the status
     * @param retryAfter how long the service asks to wait, or null if the response has no such header
     * @param body the beginning of the response's body, without secrets
     */
    @SuppressWarnings("exports") // JSpecify is optional for who uses this module
    public CommandRejectedException(
            String message,
            JaasCommand command,
            int attempts,
            Duration elapsed,
            int status,
            Reason reason,
            @Nullable Duration retryAfter,
            String body) {
        super(message, command, attempts, OptionalInt.of(status), elapsed);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    /**
     * The meaning of the status.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * How long the service asks to wait before the next try ({@code Retry-After}, RFC 9110 §10.2.3); the longest wait if it
     * says several.
     *
     * @return the time since the response, or empty if it has no such header or one that cannot be read
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The beginning of the response's body, for people; or what the body is if it is no text, for example {@code a body in br}.
     *
     * @return at most 400 characters, with {@code [redacted]} in place of what looks like a token; often empty
     */
    public String body() {
        return body;
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return false;
    }
}

package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * JaaS, or what stands in front of it, said no: a status of 400 to 499 other than 408, or a redirect that keeps the method
 * (307, 308), which is never followed. The command has had no effect.
 */
public final class CommandRejectedException extends JaasException {

    private static final long serialVersionUID = 1L;

    /** What the status says. */
    public enum Reason {
        /** 400, 422: the service could not read the command. */
        INVALID,
        /** 401: the admin token was not accepted. */
        UNAUTHENTICATED,
        /** 403: the admin token may not do this, or something in front of the service blocks the caller. */
        FORBIDDEN,
        /** 404, 410: there is no such room, participant or call; for a destroyed room this is often what was wanted. */
        NOT_FOUND,
        /** 429: too many commands; see {@link CommandRejectedException#retryAfter()}. */
        RATE_LIMITED,
        /** 307, 308: the service is elsewhere; the base URL is wrong. */
        REDIRECTED,
        /** Any other status from 400 to 499 but 408. */
        OTHER
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;
    private final String body;

    /**
     * A command that the service turned down.
     *
     * @param message one sentence: what was rejected, with which status, and what to do
     * @param command the command
     * @param attempts how often the command was sent
     * @param status the status of the last answer
     * @param reason what it says
     * @param retryAfter how long the service asks to wait, or null if it does not say
     * @param body the beginning of the answer's body, without anything secret
     */
    @SuppressWarnings("exports") // JSpecify is optional for who uses this module
    public CommandRejectedException(
            String message,
            JaasCommand command,
            int attempts,
            int status,
            Reason reason,
            @Nullable Duration retryAfter,
            String body) {
        super(message, command, attempts, OptionalInt.of(status));
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    /**
     * What the status says.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * How long the service asks to wait before the next try ({@code Retry-After}, RFC 9110 §10.2.3).
     *
     * @return the time from the answer on, or empty if the answer did not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The beginning of what the service answered, to be read by people.
     *
     * @return at most 400 characters, with whatever looks like a token cut out; often empty
     */
    public String body() {
        return body;
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return false;
    }
}

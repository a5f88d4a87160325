package dev.jaas.client;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an attempt, judged from its response or failure alone, and of all attempts of a command together.
 *
 * @param outcome what is known
 * @param status the status of the response, or {@link #NO_STATUS}
 * @param detail what happened, as a part of a sentence
 * @param retryAfter how long the service asks to wait, or null
 * @param body the beginning of the response's body, fit for a message
 */
record Verdict(
        Outcome outcome,
        int status,
        String detail,
        @Nullable Duration retryAfter,
        String body) {

    /** Stands for no response; no response has it. */
    static final int NO_STATUS = Integer.MIN_VALUE;

    private static final int MAX_BODY_LENGTH = 400;
    private static final int MAX_DETAIL_LENGTH = 200;

    enum Outcome {
        ACCEPTED,
        REFUSED,
        REJECTED,
        NOT_DELIVERED,
        UNKNOWN
    }

    /** A command that would ban the token that it is sent with. */
    static final Verdict OWN_TOKEN = new Verdict(Outcome.REFUSED, NO_STATUS, "", null, "");

    /** Judges a response: its status alone decides. */
    static Verdict of(Response response, Instant now) {
        int status = response.status();
        Outcome outcome = outcome(status);
        if (outcome == Outcome.ACCEPTED) {
            return new Verdict(outcome, status, "", null, "");
        }
        String retryAfter = response.retryAfter();
        return new Verdict(
                outcome,
                status,
                "JaaS responded with " + status,
                retryAfter == null ? null : RetryAfter.parse(retryAfter, now),
                Redaction.excerpt(response.text(), MAX_BODY_LENGTH));
    }

    static Verdict notDelivered(@Nullable String detail) {
        return new Verdict(Outcome.NOT_DELIVERED, NO_STATUS, excerpt(detail), null, "");
    }

    static Verdict unknown(@Nullable String detail) {
        return new Verdict(Outcome.UNKNOWN, NO_STATUS, excerpt(detail), null, "");
    }

    /**
     * The verdict on a command whose last attempt got this one: unless it was accepted in the end, it stays unknown what an
     * earlier attempt of unknown outcome did, and a command that JaaS has rejected once did reach it.
     */
    Verdict mergedWith(@Nullable Verdict earlier) {
        if (earlier == null || outcome == Outcome.ACCEPTED) {
            return this;
        }
        if (outcome == Outcome.REFUSED) {
            return earlier.outcome == Outcome.UNKNOWN ? earlier : this;
        }
        if (earlier.outcome == Outcome.REJECTED && outcome == Outcome.NOT_DELIVERED) {
            return earlier;
        }
        return new Verdict(
                earlier.outcome == Outcome.UNKNOWN ? Outcome.UNKNOWN : outcome,
                status == NO_STATUS ? earlier.status : status,
                detail,
                retryAfter,
                body);
    }

    JaasException exception(JaasCommand command, int attempts, Duration elapsed) {
        return switch (outcome) {
            case REJECTED -> {
                CommandRejectedException.Reason reason = reason(status);
                yield new CommandRejectedException(
                        command.name() + " was rejected with status " + status + " (" + description(reason) + "); "
                                + advice(reason, command) + "." + responseBody(),
                        command,
                        attempts,
                        elapsed,
                        status,
                        reason,
                        retryAfter,
                        body);
            }
            case NOT_DELIVERED ->
                new CommandNotDeliveredException(
                        command.name() + " was not delivered: " + detail + "; it had no effect and can be sent again.",
                        command,
                        attempts,
                        elapsed);
            case UNKNOWN ->
                new DeliveryUnknownException(
                        command.name() + " may or may not have taken effect: " + detail + "; "
                                + (command.repeatable()
                                        ? "it is safe to resend"
                                        : "check the room or the webhooks before sending it again, because a"
                                                + " second call would ring and be billed")
                                + "." + responseBody(),
                        command,
                        attempts,
                        elapsed,
                        optionalStatus());
            case REFUSED ->
                new CommandRefusedException(
                        command.name()
                                + " was refused: the token to ban is this client's own admin token, without which it"
                                + " cannot work; nothing was sent.",
                        command,
                        CommandRefusedException.Reason.OWN_TOKEN,
                        elapsed);
            case ACCEPTED -> throw new IllegalStateException("an accepted command has no exception");
        };
    }

    /** The same for observers of an attempt; a refused command has no attempt. */
    AttemptOutcome attemptOutcome() {
        return switch (outcome) {
            case ACCEPTED -> AttemptOutcome.ACCEPTED;
            case REJECTED -> AttemptOutcome.REJECTED;
            case NOT_DELIVERED -> AttemptOutcome.NOT_DELIVERED;
            case UNKNOWN -> AttemptOutcome.UNKNOWN;
            case REFUSED -> throw new IllegalStateException("a refused command has no attempt");
        };
    }

    OptionalInt optionalStatus() {
        return status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status);
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status <= 299) {
            return Outcome.ACCEPTED;
        }
        boolean rejected = status == 307 || status == 308 || (status >= 400 && status <= 499 && status != 408);
        return rejected ? Outcome.REJECTED : Outcome.UNKNOWN;
    }

    private static CommandRejectedException.Reason reason(int status) {
        return switch (status) {
            case 400, 422 -> CommandRejectedException.Reason.INVALID;
            case 401 -> CommandRejectedException.Reason.UNAUTHENTICATED;
            case 403 -> CommandRejectedException.Reason.FORBIDDEN;
            case 404, 410 -> CommandRejectedException.Reason.NOT_FOUND;
            case 429 -> CommandRejectedException.Reason.RATE_LIMITED;
            case 307, 308 -> CommandRejectedException.Reason.REDIRECTED;
            default -> CommandRejectedException.Reason.OTHER;
        };
    }

    private static String description(CommandRejectedException.Reason reason) {
        return switch (reason) {
            case INVALID -> "the service could not read it";
            case UNAUTHENTICATED -> "the admin token was not accepted";
            case FORBIDDEN -> "not allowed";
            case NOT_FOUND -> "not found";
            case RATE_LIMITED -> "too many commands";
            case REDIRECTED -> "the service is elsewhere";
            case OTHER -> "a client error";
        };
    }

    private String advice(CommandRejectedException.Reason reason, JaasCommand command) {
        return switch (reason) {
            case INVALID, OTHER -> "it had no effect";
            case UNAUTHENTICATED ->
                "check that the key id names this private key in the JaaS console and that this"
                        + " machine's clock is right";
            case FORBIDDEN ->
                "check that the API key may manage this AppID and that nothing on the way blocks this machine";
            case NOT_FOUND -> command.accept(NotFoundAdvice.GIVER);
            case RATE_LIMITED ->
                retryAfter == null ? "send it again later" : "send it again in " + retryAfter.toSeconds() + " s";
            case REDIRECTED -> "redirects are not followed, so correct the base URL";
        };
    }

    private String responseBody() {
        return body.isEmpty() ? "" : " The response was: " + body;
    }

    private static String excerpt(@Nullable String detail) {
        return detail == null ? "no details are known" : Redaction.excerpt(detail, MAX_DETAIL_LENGTH);
    }
}

package dev.jaas.client;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt, judged from its response or failure alone.
 *
 * @param outcome what is known
 * @param status the status of the answer, or {@link #NO_STATUS}
 * @param detail what happened, as a part of a sentence
 * @param retryAfter how long the service asks to wait, or null
 * @param body the beginning of the answer's body, fit for a message
 */
record Verdict(
        Outcome outcome,
        int status,
        String detail,
        @Nullable Duration retryAfter,
        String body) {

    /** No answer has it, not even one of a broken transport. */
    static final int NO_STATUS = Integer.MIN_VALUE;

    private static final int LONGEST_BODY = 400;
    private static final int LONGEST_DETAIL = 200;

    enum Outcome {
        ACCEPTED,
        REJECTED,
        NOT_DELIVERED,
        UNKNOWN
    }

    /** Judges an answer: its status alone decides. */
    static Verdict of(TransportResponse response, Instant now) {
        int status = response.status();
        Duration retryAfter = response.header("Retry-After")
                .map(value -> RetryAfter.parse(value, now))
                .orElse(null);
        Outcome outcome = outcome(status);
        String body = outcome == Outcome.ACCEPTED
                ? ""
                : Redaction.excerpt(new String(response.body(), StandardCharsets.UTF_8), LONGEST_BODY);
        return new Verdict(outcome, status, "JaaS answered " + status, retryAfter, body);
    }

    /** Judges a failure: only what a transport vouches for counts as not delivered. */
    static Verdict of(Throwable failure) {
        if (failure instanceof TransportException known) {
            return known.mayHaveBeenSent() ? unknown(known.getMessage()) : notDelivered(known.getMessage());
        }
        return unknown("the transport failed (" + failure.getClass().getSimpleName() + ")");
    }

    static Verdict notDelivered(@Nullable String detail) {
        return new Verdict(Outcome.NOT_DELIVERED, NO_STATUS, excerpt(detail), null, "");
    }

    static Verdict unknown(@Nullable String detail) {
        return new Verdict(Outcome.UNKNOWN, NO_STATUS, excerpt(detail), null, "");
    }

    /**
     * The verdict on a command whose last attempt got this one: unless it was accepted in the end, it stays unknown what
     * an earlier attempt of unknown fate has done, and what JaaS has rejected once did reach it.
     */
    Verdict after(@Nullable Verdict earlier) {
        if (earlier == null || outcome == Outcome.ACCEPTED) {
            return this;
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

    JaasException exception(JaasCommand command, int attempts) {
        return switch (outcome) {
            case REJECTED -> {
                CommandRejectedException.Reason reason = reason(status);
                yield new CommandRejectedException(
                        "%s was rejected with status %d (%s); %s.%s"
                                .formatted(command.name(), status, words(reason), advice(reason), answer()),
                        command,
                        attempts,
                        status,
                        reason,
                        retryAfter,
                        body);
            }
            case NOT_DELIVERED ->
                new CommandNotDeliveredException(
                        "%s was not delivered: %s; it has had no effect and can be sent again."
                                .formatted(command.name(), detail),
                        command,
                        attempts);
            case UNKNOWN ->
                new DeliveryUnknownException(
                        "%s may or may not have taken effect: %s; %s.%s"
                                .formatted(
                                        command.name(),
                                        detail,
                                        command.repeatable()
                                                ? "it can be sent again without harm"
                                                : "look whether the phone was called before sending it again, since it"
                                                        + " would ring, and bill, twice",
                                        answer()),
                        command,
                        attempts,
                        status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status));
            case ACCEPTED -> throw new IllegalStateException("an accepted command has no exception");
        };
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

    private static String words(CommandRejectedException.Reason reason) {
        return switch (reason) {
            case INVALID -> "the service could not read it";
            case UNAUTHENTICATED -> "the admin token was not accepted";
            case FORBIDDEN -> "not allowed";
            case NOT_FOUND -> "no such room, participant or call";
            case RATE_LIMITED -> "too many commands";
            case REDIRECTED -> "the service is elsewhere";
            case OTHER -> "a client error";
        };
    }

    private String advice(CommandRejectedException.Reason reason) {
        return switch (reason) {
            case INVALID, OTHER -> "it has had no effect";
            case UNAUTHENTICATED ->
                "check that the key id names this private key in the JaaS console and that this"
                        + " machine's clock is right";
            case FORBIDDEN ->
                "check that the API key may manage this AppID and that nothing on the way blocks this" + " machine";
            case NOT_FOUND -> "check the conference name and the id, or take it as done already";
            case RATE_LIMITED ->
                retryAfter == null ? "send it again later" : "send it again in " + retryAfter.toSeconds() + " s";
            case REDIRECTED -> "redirects are not followed, so correct the base URL";
        };
    }

    private String answer() {
        return body.isEmpty() ? "" : " The answer was: " + body;
    }

    private static String excerpt(@Nullable String detail) {
        return detail == null ? "no details are known" : Redaction.excerpt(detail, LONGEST_DETAIL);
    }
}

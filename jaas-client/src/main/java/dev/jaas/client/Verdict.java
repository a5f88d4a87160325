// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Redaction;
import dev.jaas.spi.CommandFailures;
import java.time.Clock;
import java.time.Duration;
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

    /**
     * Judges a response: its status alone decides.
     *
     * @param clock for a {@code Retry-After} that is a date
     */
    static Verdict of(Response response, Clock clock) {
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
                retryAfter == null ? null : RetryAfter.parse(retryAfter, clock.instant()),
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
            case REJECTED -> CommandFailures.rejected(command, attempts, elapsed, status, retryAfter, body);
            case NOT_DELIVERED -> CommandFailures.notDelivered(command, attempts, elapsed, detail);
            case UNKNOWN -> CommandFailures.unknown(command, attempts, elapsed, optionalStatus(), detail, body);
            case REFUSED ->
                CommandFailures.refused(command, CommandRefusedException.Reason.OWN_TOKEN, command.appId(), elapsed);
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
        if (Response.isAccepted(status)) {
            return Outcome.ACCEPTED;
        }
        boolean rejected = status == 307 || status == 308 || (status >= 400 && status <= 499 && status != 408);
        return rejected ? Outcome.REJECTED : Outcome.UNKNOWN;
    }

    private static String excerpt(@Nullable String detail) {
        return detail == null ? "no details are known" : Redaction.excerpt(detail, MAX_DETAIL_LENGTH);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The result of a line, in one form for {@code --json} and the journal.
 *
 * @param line the line's number
 * @param outcome what is known
 * @param json everything that is known
 */
record LineResult(int line, Outcome outcome, Json json) {

    private static final String REASON = "reason";
    private static final String MESSAGE = "message";

    /** The record before a command is sent. */
    static LineResult started(Row row, Instant now) {
        return of(row, Outcome.STARTED, now);
    }

    static LineResult accepted(Row row, CommandReceipt receipt, Instant now) {
        LineResult result = of(row, Outcome.ACCEPTED, now);
        result.json
                .with("status", receipt.status())
                .with("attempts", receipt.attempts())
                .with("elapsedMillis", receipt.elapsed().toMillis());
        return result;
    }

    static LineResult failed(Row row, Throwable thrown, Instant now) {
        JaasException known = JaasException.find(thrown);
        Failure failure = Failure.of(known == null ? thrown : known);
        Outcome outcome = Outcome.parse(failure.outcome());
        LineResult result = of(row, outcome == null ? Outcome.FAULT : outcome, now);
        if (known != null) {
            known.status().ifPresent(status -> result.json.with("status", status));
            result.json
                    .with("attempts", known.attempts())
                    .with("elapsedMillis", known.elapsed().toMillis());
        }
        if (known instanceof CommandRejectedException rejected) {
            result.json.with(REASON, rejected.reason());
            rejected.retryAfter().ifPresent(wait -> result.json.with("retryAfterSeconds", wait.toSeconds()));
        }
        result.json.with(MESSAGE, failure.message());
        return result;
    }

    /** What a later run reports of a command that an earlier one had started, and that must not be sent again. */
    static LineResult inFlightEarlier(Row row, Instant now) {
        return unknown(
                row,
                " was in flight when an earlier run ended and may have taken effect: check the room or the webhooks. It is"
                        + " not sent again.",
                now);
    }

    /** The record of a command that was started and then not sent. */
    static LineResult notSent(Row row, Instant now) {
        return of(row, Outcome.NOT_SENT, now);
    }

    /** What is reported of a command that was still in flight when the run had to end. */
    static LineResult withoutResult(Row row, Instant now) {
        return unknown(row, " was in flight when the run ended and may have taken effect.", now);
    }

    /** Why JaaS rejected it; null if it did not. */
    @Nullable
    Object reason() {
        return json.member(REASON);
    }

    /** A sentence for people; empty if it was accepted. */
    String message() {
        Object message = json.member(MESSAGE);
        return message == null ? "" : message.toString();
    }

    private static LineResult unknown(Row row, String what, Instant now) {
        LineResult result = of(row, Outcome.UNKNOWN, now);
        result.json.with(MESSAGE, row.command().name() + what);
        return result;
    }

    private static LineResult of(Row row, Outcome outcome, Instant now) {
        Json json = new Json()
                .with("line", row.line())
                .with("outcome", outcome)
                .with("exitStatus", outcome.exitStatus())
                .with("at", now.truncatedTo(ChronoUnit.MILLIS))
                .with("command", row.command().name());
        row.command().accept(CommandFields.READER).forEach(json::with);
        return new LineResult(row.line(), outcome, json);
    }
}

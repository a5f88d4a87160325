// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A failure as the program reports it.
 *
 * @param exitStatus the program's exit status
 * @param outcome the exit status as a word
 * @param message what is wrong and what to do, in one sentence; for an unusable key in up to four lines
 * @param cause the exception
 */
public record Failure(int exitStatus, String outcome, String message, Throwable cause) {

    /** Exit status: the program itself failed. */
    public static final int FAULT = 1;

    /** Exit status: refused here, nothing was sent. */
    public static final int REFUSED = 2;

    /** Exit status: JaaS rejected the command. */
    public static final int REJECTED = 3;

    /** Exit status: the command did not reach JaaS. */
    public static final int NOT_DELIVERED = 4;

    /** Exit status: the command may have taken effect. */
    public static final int UNKNOWN = 5;

    private static final int MAX_TRACED_MESSAGE = 1000;

    /**
     * Describes an exception.
     *
     * @param thrown any exception
     * @return the failure
     */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof UnusableKeyException unusable) {
            return new Failure(REFUSED, "refused", KeyFix.describe(unusable), thrown);
        }
        if (thrown instanceof UsageException
                || thrown instanceof InvalidValueException
                || thrown instanceof CommandRefusedException) {
            return new Failure(REFUSED, "refused", sentence(thrown), thrown);
        }
        if (thrown instanceof CommandRejectedException rejected) {
            return new Failure(REJECTED, "rejected", sentence(thrown) + advice(rejected), thrown);
        }
        if (thrown instanceof CommandNotDeliveredException) {
            return new Failure(NOT_DELIVERED, "not delivered", sentence(thrown), thrown);
        }
        if (thrown instanceof DeliveryUnknownException) {
            return new Failure(UNKNOWN, "unknown", sentence(thrown), thrown);
        }
        if (thrown instanceof UnwritableOutputException) {
            return new Failure(FAULT, "fault", sentence(thrown), thrown);
        }
        String fault = "The program itself failed (" + thrown.getClass().getName()
                + "): run it again with --verbose, and report the stack trace.";
        return new Failure(FAULT, "fault", fault, thrown);
    }

    /**
     * The failure of a command that a signal interrupted.
     *
     * @return the same with a message that begins with the interruption
     */
    Failure ofInterrupted() {
        return new Failure(exitStatus, outcome, "Interrupted: " + message, cause);
    }

    /**
     * The failure for {@code --json}.
     *
     * @return a JSON object
     */
    public String json() {
        Json json = new Json().with("outcome", outcome).with("exitStatus", exitStatus);
        if (cause instanceof JaasException failed) {
            json.with("command", failed.command().name())
                    .with("attempts", failed.attempts())
                    .with("mayHaveTakenEffect", failed.mayHaveTakenEffect());
            failed.status().ifPresent(status -> json.with("status", status));
        }
        if (cause instanceof CommandRefusedException refused) {
            json.with("reason", refused.reason());
        }
        if (cause instanceof CommandRejectedException rejected) {
            json.with("reason", rejected.reason());
            rejected.retryAfter().ifPresent(wait -> json.with("retryAfterSeconds", wait.toSeconds()));
            json.with("body", rejected.body());
        }
        return json.with("message", message).toString();
    }

    /**
     * The stack trace of the cause.
     *
     * @return as {@link #stackTrace(Throwable)}
     */
    public String stackTrace() {
        return stackTrace(cause);
    }

    /**
     * Formats a stack trace, the messages without what looks like a secret.
     *
     * @param thrown the exception
     * @return lines
     */
    public static String stackTrace(Throwable thrown) {
        StringBuilder trace = new StringBuilder();
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
            trace.append(causes.isEmpty() ? "" : "Caused by: ")
                    .append(t.getClass().getName());
            if (t.getMessage() != null) {
                trace.append(": ").append(Redaction.excerpt(t.getMessage(), MAX_TRACED_MESSAGE));
            }
            trace.append('\n');
            for (StackTraceElement frame : t.getStackTrace()) {
                trace.append("\tat ").append(frame).append('\n');
            }
            causes.add(t);
        }
        return trace.toString();
    }

    /**
     * Makes a sentence of an exception's message, which may be written to follow a colon.
     *
     * @param thrown an exception whose message holds no secret
     * @return one line with a capital and a full stop
     */
    public static String sentence(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage()).replaceAll("\\R\\s*", " ");
        String capital = text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    private static String advice(CommandRejectedException rejected) {
        return switch (rejected.reason()) {
            case UNAUTHENTICATED -> " To find the reason, run jaas doctor --online.";
            case NOT_FOUND ->
                sentence(rejected).contains("canonical name") ? " To send the canonical name, add --canonical." : "";
            default -> "";
        };
    }
}

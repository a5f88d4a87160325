package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * How a failure is told.
 *
 * @param exitStatus the program's exit status
 * @param outcome the same, as a word
 * @param message what to do, in one sentence; for a key that cannot be used in up to four lines
 * @param cause what was thrown
 */
record Failure(int exitStatus, String outcome, String message, Throwable cause) {

    static final int FAULT = 1;
    static final int REFUSED = 2;
    static final int REJECTED = 3;
    static final int NOT_DELIVERED = 4;
    static final int UNKNOWN = 5;

    /** A token, a PEM block, or the base64 of one or of a key (DER starts with 30 82), wherever it may have come from. */
    private static final Pattern SECRET = Pattern.compile(
            "eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)*|-----BEGIN[^\\n]*PRIVATE KEY-----(?s:.*?)(-----END[^\\n]*|$)"
                    + "|(LS0tLS1CRUdJTi|b3BlbnNzaC1rZXk|MII)[A-Za-z0-9+/=]{16,}");

    static Failure of(Throwable thrown) {
        if (thrown instanceof UnusableKeyException) {
            return new Failure(REFUSED, "refused", withoutSecrets(String.valueOf(thrown.getMessage())), thrown);
        }
        if (thrown instanceof UsageException || thrown instanceof InvalidValueException) {
            return new Failure(REFUSED, "refused", sentence(thrown), thrown);
        }
        if (thrown instanceof CommandRefusedException) {
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
        String fault = "The program itself failed (%s): run it again with --verbose to see where, and report it."
                .formatted(thrown.getClass().getName());
        return new Failure(FAULT, "fault", fault, thrown);
    }

    String json() {
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

    String stackTrace() {
        return stackTrace(cause);
    }

    static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return withoutSecrets(trace.toString());
    }

    private static String advice(CommandRejectedException rejected) {
        return rejected.reason() == CommandRejectedException.Reason.UNAUTHENTICATED
                ? " To find the reason, run jaas doctor --online."
                : "";
    }

    static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll("(not shown)");
    }

    /** Messages of exceptions are meant to stand behind a colon as well; here they stand alone. */
    static String sentence(Throwable thrown) {
        String text = withoutSecrets(String.valueOf(thrown.getMessage())).replaceAll("\\R\\s*", " ");
        String capital = text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}

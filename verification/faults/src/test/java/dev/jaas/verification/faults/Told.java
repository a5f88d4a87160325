package dev.jaas.verification.faults;

import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.JaasException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a caller was told in the end.
 *
 * @param verdict what it comes to
 * @param attempts how often the client says that it sent
 * @param failure what it was told with, unless the command was accepted
 * @param start when the command was given, by {@link System#nanoTime()}
 * @param end when it was over
 */
record Told(Verdict verdict, int attempts, @Nullable Throwable failure, long start, long end) {

    /** Gives a command and waits for what comes of it. */
    static Told by(Callable<CommandReceipt> giving) {
        long start = System.nanoTime();
        CommandReceipt receipt = null;
        Throwable failure = null;
        try {
            receipt = giving.call();
        } catch (Exception e) {
            failure = e;
        }
        long end = System.nanoTime();
        return new Told(Verdict.of(receipt, failure), attempts(receipt, failure), failure, start, end);
    }

    private static int attempts(@Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        JaasException told = JaasException.in(failure);
        return receipt != null ? receipt.attempts() : told == null ? 0 : told.attempts();
    }
}

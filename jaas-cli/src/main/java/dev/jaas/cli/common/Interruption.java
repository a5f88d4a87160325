// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets a command that is in flight when a signal ends the program report what is known of it, and end the process with the
 * exit status that says so. The JVM's own status after a signal, 130 or 143, says nothing of a phone that may be ringing.
 */
public final class Interruption {

    /** How long the command has to end after a signal. */
    static final Duration TIME_TO_END = Duration.ofSeconds(3);

    /** How long standard error may take to accept the last message: it may be a pipe that nobody reads. */
    private static final long MILLIS_TO_PRINT = 500;

    private static final String OVERDUE =
            "Interrupted: the command could not be ended in time and may have taken effect; check the room or the webhooks"
                    + " before sending a dial-out again.";

    private final PrintStream err;
    private final Duration timeToEnd;
    private final IntConsumer halt;

    // Guarded by this.
    private @Nullable Thread running;
    private boolean guarded;
    private boolean happened;
    private int status = Failure.UNKNOWN;

    Interruption(PrintStream err, Duration timeToEnd, IntConsumer halt) {
        this.err = err;
        this.timeToEnd = timeToEnd;
        this.halt = halt;
    }

    /**
     * Makes one that no signal reaches.
     *
     * @return for a program that runs within another one
     */
    public static Interruption none() {
        return new Interruption(System.err, TIME_TO_END, status -> {});
    }

    /**
     * Makes one that SIGINT, SIGTERM and SIGHUP reach.
     *
     * @param err standard error
     * @return for the process
     */
    public static Interruption bySignals(PrintStream err) {
        Interruption interruption = new Interruption(
                err, TIME_TO_END, status -> Runtime.getRuntime().halt(status));
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::signalled, "jaas-interruption"));
        return interruption;
    }

    /**
     * Runs what must not end without a word. A signal interrupts the thread; the action then ends by itself.
     *
     * @param <T> the type of the result
     * @param action sends a command and waits for its result
     * @return the action's result
     */
    public <T> T guard(Supplier<T> action) {
        return guard(action, result -> 0);
    }

    /**
     * As {@link #guard(Supplier)}, for an action that has an exit status.
     *
     * @param action sends commands and returns the exit status
     * @return that status
     */
    public int guardStatus(IntSupplier action) {
        return guard(action::getAsInt, status -> status);
    }

    private <T> T guard(Supplier<T> action, ToIntFunction<T> exitStatus) {
        begin();
        try {
            T result = action.get();
            end(exitStatus.applyAsInt(result));
            return result;
        } catch (RuntimeException | Error e) {
            end(Failure.of(e).exitStatus());
            throw e;
        }
    }

    /**
     * Whether a signal came.
     *
     * @return whether an action was or will be interrupted
     */
    public synchronized boolean happened() {
        return happened;
    }

    /**
     * Ends the process. After a guarded action no signal replaces the exit status, so that a script does not send an
     * accepted command again.
     *
     * @param exitStatus the exit status
     */
    public void exit(int exitStatus) {
        boolean atOnce;
        synchronized (this) {
            atOnce = guarded;
        }
        if (atOnce) {
            halt.accept(exitStatus);
        } else {
            System.exit(exitStatus);
        }
    }

    /** The shutdown hook. While it runs, the process does not end. */
    void signalled() {
        synchronized (this) {
            happened = true;
            if (!guarded) {
                return;
            }
            if (running != null) {
                running.interrupt();
            }
        }
        try {
            Thread.sleep(timeToEnd.toMillis());
            if (hasEnded()) { // its result is printed, or about to be
                halt.accept(knownStatus());
                return;
            }
            Thread printer = new Thread(() -> err.println(OVERDUE), "jaas-interruption-message");
            printer.setDaemon(true);
            printer.start();
            printer.join(MILLIS_TO_PRINT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.accept(knownStatus());
    }

    private synchronized boolean hasEnded() {
        return running == null;
    }

    private synchronized int knownStatus() {
        return status;
    }

    private void begin() {
        synchronized (this) {
            if (!happened) {
                guarded = true;
                running = Thread.currentThread();
                return;
            }
        }
        awaitEndOfProcess();
    }

    /** The interrupt has served its purpose: what follows prints and closes. */
    private synchronized void end(int exitStatus) {
        running = null;
        status = exitStatus;
        if (happened) {
            Thread.interrupted();
        }
    }

    /** The process is ending already, with nothing sent. */
    private static void awaitEndOfProcess() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // there is nothing left to end
            }
        }
    }
}

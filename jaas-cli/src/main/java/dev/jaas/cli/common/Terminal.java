// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.settings.SettingText;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything outside the program that it reads and writes, so that a test can replace it.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param clock the wall clock
 * @param interruption what a signal does to a command in flight
 */
public record Terminal(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Clock clock,
        Interruption interruption) {

    /**
     * A terminal of a program that no signal reaches.
     *
     * @param environment the environment variables
     * @param in standard input
     * @param out standard output
     * @param err standard error
     * @param clock the wall clock
     */
    public Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, Clock clock) {
        this(environment, in, out, err, clock, Interruption.none());
    }

    /**
     * Reads a variable. A blank one counts as not set, since {@code export X=} is how a shell clears it.
     *
     * @param name its name
     * @return its value, or empty if it is not set
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !SettingText.isBlank(value));
    }

    /**
     * The same terminal with other variables.
     *
     * @param variables replace the environment
     * @return a copy
     */
    Terminal withEnvironment(Map<String, String> variables) {
        return new Terminal(variables, in, out, err, clock, interruption);
    }

    /**
     * Prints a result, which is what the program was started for.
     *
     * @param result its {@code toString} is printed, and a line break
     * @throws UnwritableOutputException if it could not be written
     */
    public void println(Object result) {
        out.println(result);
        requireWritten();
    }

    /**
     * Checks that everything was written to standard output.
     *
     * @throws UnwritableOutputException if it was not
     */
    public void requireWritten() {
        if (out.checkError()) {
            throw new UnwritableOutputException(out instanceof StandardStream stream ? stream.problem() : "");
        }
    }

    /**
     * Prints a failure: one sentence to standard error, and with JSON an object to standard output.
     *
     * @param failure the failure
     * @param json whether to print JSON
     * @param verbose whether to print the stack trace
     * @return the exit status
     */
    public int print(Failure failure, boolean json, boolean verbose) {
        if (failure.cause() instanceof UnwritableOutputException unwritable && unwritable.isClosedPipe()) {
            return failure.exitStatus();
        }
        Failure shown = interruption.happened() ? failure.ofInterrupted() : failure;
        if (json) {
            out.println(shown.json());
        }
        err.println(shown.message());
        if (verbose) {
            err.print(failure.stackTrace());
        }
        return failure.exitStatus();
    }
}

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
 */
public record Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, Clock clock) {

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
     * Prints a failure: one sentence to standard error, and with JSON an object to standard output.
     *
     * @param failure the failure
     * @param json whether to print JSON
     * @param verbose whether to print the stack trace
     * @return the exit status
     */
    public int print(Failure failure, boolean json, boolean verbose) {
        if (json) {
            out.println(failure.json());
        }
        err.println(failure.message());
        if (verbose) {
            err.print(failure.stackTrace());
        }
        return failure.exitStatus();
    }
}

package dev.jaas.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything outside the program that it reads and writes, so that a test can stand in for it.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param clock the wall clock
 */
record Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, Clock clock) {

    /** A variable that is set and not blank: {@code export X=} is how a shell takes a value back. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Tells a failure, and gives the exit status for it. */
    int tell(Failure failure, boolean json, boolean verbose) {
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

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Interruption;
import dev.jaas.cli.common.StandardStream;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/** The entry point of the program. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        PrintStream out = StandardStream.of(FileDescriptor.out);
        PrintStream err = StandardStream.of(FileDescriptor.err);
        Interruption interruption = Interruption.bySignals(err);
        interruption.exit(
                run(args, new Terminal(System.getenv(), System.in, out, err, Clock.systemUTC(), interruption)));
    }

    /** Runs a command and returns its exit status. */
    static int run(String[] args, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        return run(args, new Terminal(environment, in, out, err, Clock.systemUTC()));
    }

    static int run(String[] args, Terminal terminal) {
        VerboseLog.silence();
        for (String arg : args) {
            if (arg.indexOf('\uFFFD') >= 0) {
                UsageException unreadable = new UsageException(
                        "An argument has characters that this locale cannot represent: set LC_ALL to a UTF-8 locale, such"
                                + " as C.UTF-8.");
                return terminal.print(
                        Failure.of(unreadable), Arrays.asList(args).contains("--json"), false);
            }
        }
        PlainCommandLine plain = PlainCommandLine.parse(args, new Program(terminal));
        return plain == null ? FullCommandLine.run(args, terminal) : plain.run();
    }
}

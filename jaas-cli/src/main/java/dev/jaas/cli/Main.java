package dev.jaas.cli;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Terminal;
import dev.jaas.cli.common.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(args, System.getenv(), System.in, out, err));
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

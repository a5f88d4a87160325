// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.domain.Redaction;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The loggers of the library and its HTTP stacks. The program prints outcomes itself, so they are silent; with
 * {@code --verbose} the warnings of the library are printed. The HTTP stacks are silent always: they log exceptions that
 * quote the token.
 */
final class VerboseLog extends Handler {

    /** Kept, since a logger that nobody references forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("dev.jaas");

    private static final List<Logger> HTTP_STACKS = List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.netty"));
    private static final int MAX_MESSAGE = 1000;

    private final Formatter formatter = new SimpleFormatter();
    private final PrintStream err;

    private VerboseLog(PrintStream err) {
        this.err = err;
    }

    static void silence() {
        HTTP_STACKS.forEach(logger -> logger.setLevel(Level.OFF));
        LIBRARY.setLevel(Level.OFF);
    }

    /** Prints the library's warnings until {@link #close}. */
    static VerboseLog open(PrintStream err) {
        VerboseLog log = new VerboseLog(err);
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.addHandler(log);
        LIBRARY.setLevel(Level.WARNING);
        return log;
    }

    @Override
    public void publish(LogRecord entry) {
        String message = Redaction.excerpt(formatter.formatMessage(entry), MAX_MESSAGE);
        err.println(entry.getLevel() + " " + entry.getLoggerName() + ": " + message);
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        LIBRARY.removeHandler(this);
        LIBRARY.setLevel(Level.OFF);
    }
}

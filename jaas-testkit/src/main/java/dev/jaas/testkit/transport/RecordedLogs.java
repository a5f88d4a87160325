// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged with {@code java.util.logging} meanwhile, at the levels that are set. */
final class RecordedLogs extends Handler implements AutoCloseable {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    private RecordedLogs() {}

    static RecordedLogs start() {
        RecordedLogs logs = new RecordedLogs();
        Logger.getLogger("").addHandler(logs);
        return logs;
    }

    /** The loggers and levels of what contains a canary. */
    List<String> entriesWithSecret() {
        return List.copyOf(texts);
    }

    @Override
    public void publish(LogRecord logged) {
        StringWriter text = new StringWriter();
        text.write(new SimpleFormatter().formatMessage(logged));
        if (logged.getThrown() != null) {
            logged.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        if (Canary.isIn(text.toString())) {
            texts.add(logged.getLoggerName() + " " + logged.getLevel());
        }
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}

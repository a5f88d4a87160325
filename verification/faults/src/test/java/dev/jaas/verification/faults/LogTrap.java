package dev.jaas.verification.faults;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Reads the whole log of this JVM, at every level, and keeps what shows a secret. */
final class LogTrap extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final SimpleFormatter format = new SimpleFormatter();
    private final AtomicLong messages = new AtomicLong();
    private final Queue<String> caught = new ConcurrentLinkedQueue<>();
    private final Level levelBefore = ROOT.getLevel();
    private final List<Handler> others = new ArrayList<>(List.of(ROOT.getHandlers()));

    private LogTrap() {
        setLevel(Level.ALL);
    }

    static LogTrap set() {
        LogTrap trap = new LogTrap();
        trap.others.forEach(ROOT::removeHandler); // every level of it would bury the build's output
        ROOT.addHandler(trap);
        ROOT.setLevel(Level.ALL);
        return trap;
    }

    long messages() {
        return messages.get();
    }

    List<String> caught() {
        return List.copyOf(caught);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.incrementAndGet();
        StringWriter text = new StringWriter();
        text.write(entry.getLoggerName() + ": " + format.formatMessage(entry));
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text));
        }
        if (!Secrets.in(text.toString()).isEmpty()) {
            caught.add(text.toString());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        others.forEach(ROOT::addHandler);
        ROOT.setLevel(levelBefore);
    }
}

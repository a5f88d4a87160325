// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.verification.faults.Secrets;
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

/** Reads the whole log of this JVM at every level and keeps the entries that contain a secret. */
final class SecretDetectingHandler extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final SimpleFormatter format = new SimpleFormatter();
    private final AtomicLong entries = new AtomicLong();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final Level levelBefore = ROOT.getLevel();
    private final List<Handler> others = new ArrayList<>(List.of(ROOT.getHandlers()));

    private SecretDetectingHandler() {
        setLevel(Level.ALL);
    }

    static SecretDetectingHandler install() {
        SecretDetectingHandler handler = new SecretDetectingHandler();
        handler.others.forEach(ROOT::removeHandler); // every level of it would bury the build's output
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.ALL);
        return handler;
    }

    long entries() {
        return entries.get();
    }

    List<String> leaks() {
        return List.copyOf(leaks);
    }

    @Override
    public void publish(LogRecord entry) {
        entries.incrementAndGet();
        StringWriter text = new StringWriter();
        text.write(entry.getLoggerName() + ": " + format.formatMessage(entry));
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text));
        }
        if (!Secrets.find(text.toString()).isEmpty()) {
            leaks.add(text.toString());
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

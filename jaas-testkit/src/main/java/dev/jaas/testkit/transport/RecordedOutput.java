// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the program prints meanwhile, and the exceptions that its threads do not catch. */
final class RecordedOutput implements AutoCloseable {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final @Nullable UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Queue<String> uncaught = new ConcurrentLinkedQueue<>();

    private RecordedOutput() {}

    static RecordedOutput start() {
        Logger.getLogger("").getHandlers(); // so that the console's handler keeps the stream that it should have
        RecordedOutput output = new RecordedOutput();
        PrintStream recording = new PrintStream(output.printed, true, UTF_8);
        System.setOut(recording);
        System.setErr(recording);
        Thread.setDefaultUncaughtExceptionHandler(output::addUncaught);
        return output;
    }

    private void addUncaught(Thread thread, Throwable exception) {
        uncaught.add(exception.getClass().getName() + " on the thread " + thread.getName());
        exception.printStackTrace(System.err); // as the JDK does, so that its text is searched for secrets
    }

    /** The classes of exceptions, and the threads that they left. */
    List<String> uncaught() {
        return List.copyOf(uncaught);
    }

    /** The numbers of the lines that contain a canary. */
    List<String> linesWithSecret() {
        List<String> lines = printed.toString(UTF_8).lines().toList();
        return lines.stream()
                .filter(Canary::isIn)
                .map(line -> "line " + (lines.indexOf(line) + 1) + " of " + lines.size())
                .toList();
    }

    /** Prints what it has recorded, without the lines that contain a canary. */
    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(handler);
        System.setOut(out);
        System.setErr(err);
        printed.toString(UTF_8).lines().filter(line -> !Canary.isIn(line)).forEach(err::println);
    }
}

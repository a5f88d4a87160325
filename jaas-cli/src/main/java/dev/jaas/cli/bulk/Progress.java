// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.io.IOException;
import java.io.PrintStream;

/** A bar on standard error, if that is a terminal. */
final class Progress {

    private static final int WIDTH = 30;
    private static final long MIN_NANOS_BETWEEN = 100_000_000;

    private final PrintStream err;
    private final boolean shown;
    private final int total;
    private int length;
    private long drawnAt;

    Progress(PrintStream err, boolean shown, int total) {
        this.err = err;
        this.shown = shown;
        this.total = total;
        drawnAt = System.nanoTime() - MIN_NANOS_BETWEEN;
    }

    /** Asks the shell, since {@link System#console} knows nothing of standard error. */
    static boolean isTerminal() {
        try {
            return new ProcessBuilder("sh", "-c", "test -t 2")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void draw(int done, int failed) {
        long now = System.nanoTime();
        if (!shown || (now - drawnAt < MIN_NANOS_BETWEEN && done < total)) {
            return;
        }
        drawnAt = now;
        int filled = (int) ((long) done * WIDTH / total);
        String text = "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total
                + (failed == 0 ? "" : ", " + failed + " failed");
        err.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
        err.flush();
        length = text.length();
    }

    /** Removes the bar, so that a line can be printed. */
    void clear() {
        if (length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }
}

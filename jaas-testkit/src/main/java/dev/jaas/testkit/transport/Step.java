// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.io.IOException;

/**
 * One thing that a {@link Script} does with a connection.
 *
 * @param description what it is, in a few words
 * @param action does it
 */
record Step(String description, Action action) {

    private static final int MAX_QUOTED = 40;

    /** What is done with a connection; an exception ends the script. */
    @FunctionalInterface
    interface Action {
        void on(ScriptedConnection connection) throws IOException;
    }

    /** A text on one line and cut short, for a description. */
    static String quote(String text) {
        String oneLine = text.replace("\r", "\\r").replace("\n", "\\n");
        return oneLine.length() <= MAX_QUOTED
                ? '"' + oneLine + '"'
                : '"' + oneLine.substring(0, MAX_QUOTED) + "…\" (" + text.length() + " bytes)";
    }
}

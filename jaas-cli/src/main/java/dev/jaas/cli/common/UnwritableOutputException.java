// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import java.util.Locale;

/** Standard output could not be written completely. */
public final class UnwritableOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean closedPipe;

    UnwritableOutputException(String problem) {
        super("The output could not be written" + (problem.isEmpty() ? "" : " (" + problem + ")")
                + ": free some space, or write it elsewhere.");
        closedPipe = problem.toLowerCase(Locale.ROOT).contains("pipe");
    }

    /**
     * Whether the reader has closed the pipe. It needs no message: the reader has seen enough.
     *
     * @return false if that is not known, as with a message of the operating system that is translated
     */
    public boolean isClosedPipe() {
        return closedPipe;
    }
}

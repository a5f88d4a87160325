// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

/** Something that the user has to change before anything can be sent. The message is one sentence that says what. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String finding;
    private final String fix;

    /**
     * A sentence in one piece.
     *
     * @param message what is wrong and what to do
     */
    public UsageException(String message) {
        super(message);
        finding = message;
        fix = "";
    }

    /**
     * A sentence in two halves.
     *
     * @param finding what is wrong, without the colon that follows it
     * @param fix what to do, with its full stop
     */
    public UsageException(String finding, String fix) {
        super(finding + ": " + fix);
        this.finding = finding;
        this.fix = fix;
    }

    /**
     * What is wrong.
     *
     * @return the first half of the sentence, or all of it
     */
    public String finding() {
        return finding;
    }

    /**
     * What to do.
     *
     * @return the second half of the sentence; empty if it was given in one piece
     */
    public String fix() {
        return fix;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

/** A line that cannot be read, after which it is not known where the next one begins. */
final class InvalidLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    InvalidLineException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }
}

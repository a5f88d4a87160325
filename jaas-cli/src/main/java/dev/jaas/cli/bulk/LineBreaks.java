// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

/** Ends of lines: LF, CR LF and CR, as spreadsheets write them on different systems. */
final class LineBreaks {

    private LineBreaks() {}

    /** Whether a line ends with the character at this index, which of CR LF is the second. */
    static boolean endsAt(String text, int index) {
        char c = text.charAt(index);
        return c == '\n' || (c == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n'));
    }

    static boolean isPartOfOne(char c) {
        return c == '\n' || c == '\r';
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into the records and fields of RFC 4180. Lines may end in LF, CR LF or CR, also the last one or not. Blank lines
 * are skipped; there are no comments.
 */
final class CsvParser {

    private static final char QUOTE = '"';
    private static final char SEPARATOR = ',';

    private final String text;
    private int at;
    private int line = 1;
    private boolean padded;

    CsvParser(String text) {
        this.text = text;
    }

    /**
     * A record.
     *
     * @param line the number of its first line
     * @param fields at least one
     * @param padded whether a field without quotation marks begins or ends with white space
     */
    record CsvRecord(int line, List<String> fields, boolean padded) {}

    /**
     * Reads the next record.
     *
     * @return null at the end
     * @throws InvalidLineException if quotation marks are not as RFC 4180 requires
     */
    @Nullable
    CsvRecord next() {
        skipBlankLines();
        if (at == text.length()) {
            return null;
        }
        int first = line;
        padded = false;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(isAt(QUOTE) ? quoted() : unquoted());
        } while (skip(SEPARATOR));
        skipLineBreak();
        return new CsvRecord(first, fields, padded);
    }

    private void skipBlankLines() {
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                end++;
            }
            if (end < text.length() && !LineBreaks.isPartOfOne(text.charAt(end))) {
                return;
            }
            at = end;
            skipLineBreak();
        }
    }

    private String unquoted() {
        int start = at;
        while (!atEndOfField()) {
            if (isAt(QUOTE)) {
                throw new InvalidLineException(
                        line,
                        "it has a quotation mark within a field: put the whole field in quotation marks and double those"
                                + " within it");
            }
            at++;
        }
        String field = text.substring(start, at);
        padded |= !field.isEmpty() && (isSpace(field.charAt(0)) || isSpace(field.charAt(field.length() - 1)));
        return field;
    }

    private String quoted() {
        int first = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw new InvalidLineException(first, "the quotation mark that begins a field is not closed");
            }
            if (isAt(QUOTE)) {
                at++;
                if (!isAt(QUOTE)) {
                    break;
                }
            } else if (LineBreaks.endsAt(text, at)) {
                line++;
            }
            field.append(text.charAt(at++));
        }
        if (!atEndOfField()) {
            throw new InvalidLineException(line, "it has text after a closing quotation mark");
        }
        return field.toString();
    }

    private boolean atEndOfField() {
        return at == text.length() || isAt(SEPARATOR) || LineBreaks.isPartOfOne(text.charAt(at));
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean skip(char c) {
        boolean found = isAt(c);
        at += found ? 1 : 0;
        return found;
    }

    private void skipLineBreak() {
        boolean carriageReturn = skip('\r');
        if (skip('\n') || carriageReturn) {
            line++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}

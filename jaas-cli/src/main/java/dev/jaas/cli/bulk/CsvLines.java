// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.bulk.CsvParser.CsvRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads CSV, with a header or without. A header may name further columns, which are ignored. */
final class CsvLines {

    private final ColumnNames columns;
    private final LineHandler handler;

    CsvLines(ColumnNames columns, LineHandler handler) {
        this.columns = columns;
        this.handler = handler;
    }

    void read(String text) {
        CsvParser parser = new CsvParser(text);
        try {
            CsvRecord first = parser.next();
            if (first == null) {
                return;
            }
            List<Integer> positions = columns.positionsIn(first.fields());
            if (positions != null) {
                readRecords(parser, positions, first.fields().size());
            } else if (columns.looksLikeAHeader(first.fields())) {
                handler.invalid(
                        first.line(),
                        "it looks like a header, but does not name the columns \"" + columns
                                + "\" once each: correct it, or leave it out");
            } else {
                List<Integer> inOrder =
                        IntStream.range(0, columns.size()).boxed().toList();
                read(first, inOrder, columns.size());
                readRecords(parser, inOrder, columns.size());
            }
        } catch (InvalidLineException e) {
            handler.invalid(e.line(), String.valueOf(e.getMessage()));
        }
    }

    private void readRecords(CsvParser parser, List<Integer> positions, int width) {
        for (@Nullable CsvRecord next = parser.next(); next != null; next = parser.next()) {
            read(next, positions, width);
        }
    }

    private void read(CsvRecord row, List<Integer> positions, int width) {
        int found = row.fields().size();
        if (found != width) {
            handler.invalid(
                    row.line(),
                    "it has " + found + (found == 1 ? " field" : " fields") + " instead of " + width
                            + ": separate them by commas, and put one that contains a comma in quotation marks");
        } else if (row.padded()) {
            handler.invalid(
                    row.line(),
                    "a field begins or ends with white space: remove it, or put the field in quotation marks if it"
                            + " belongs to it");
        } else {
            handler.arguments(
                    row.line(), positions.stream().map(i -> row.fields().get(i)).toList());
        }
    }
}

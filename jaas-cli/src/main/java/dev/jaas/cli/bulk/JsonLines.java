// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads NDJSON: one object on each line, with a string for each column. Further members are ignored. */
final class JsonLines {

    private final ColumnNames columns;
    private final LineHandler handler;

    JsonLines(ColumnNames columns, LineHandler handler) {
        this.columns = columns;
        this.handler = handler;
    }

    void read(String text) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (LineBreaks.endsAt(text, i)) {
                readLine(line++, text.substring(start, i));
                start = i + 1;
            }
        }
        readLine(line, text.substring(start));
    }

    private void readLine(int line, String text) {
        if (text.isBlank()) {
            return;
        }
        Json object;
        try {
            object = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) { // its message may quote the text
            handler.invalid(line, "it is not one JSON object with distinct members");
            return;
        }
        List<String> names = List.copyOf(object.names());
        List<Integer> positions = columns.positionsIn(names);
        if (positions == null) {
            handler.invalid(line, "it must have these members, once each: " + columns);
            return;
        }
        List<String> arguments = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            if (!(object.member(names.get(positions.get(column))) instanceof String argument)) {
                handler.invalid(line, columns.name(column) + " must be a string");
                return;
            }
            arguments.add(argument);
        }
        handler.arguments(line, arguments);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The names of a command's arguments in a file. Case, underscores, dashes and spaces do not matter: {@code participantId}. */
final class ColumnNames {

    /** Names that a header may have by mistake: without this a header would be sent as the first command. */
    private static final Set<String> NAMES_IN_HEADERS = Set.of(
            "room",
            "conference",
            "participant",
            "participantid",
            "phone",
            "phonenumber",
            "number",
            "user",
            "userid",
            "id");

    private final List<String> names;

    ColumnNames(List<String> labels) {
        names = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    }

    int size() {
        return names.size();
    }

    String name(int column) {
        return names.get(column);
    }

    /** Where each column is among the names found; null unless each is there once. */
    @Nullable
    List<Integer> positionsIn(List<String> found) {
        List<String> plain = found.stream().map(ColumnNames::plain).toList();
        List<String> wanted = names.stream().map(ColumnNames::plain).toList();
        boolean onceEach = wanted.stream()
                .allMatch(name -> plain.contains(name) && plain.indexOf(name) == plain.lastIndexOf(name));
        return onceEach ? wanted.stream().map(plain::indexOf).toList() : null;
    }

    /** Whether every field is such a name; a single one may be that of a room. */
    boolean looksLikeAHeader(List<String> fields) {
        return fields.stream().map(ColumnNames::plain).allMatch(NAMES_IN_HEADERS::contains);
    }

    /** As a header. */
    @Override
    public String toString() {
        return IntStream.range(0, size()).mapToObj(this::name).collect(Collectors.joining(","));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }
}

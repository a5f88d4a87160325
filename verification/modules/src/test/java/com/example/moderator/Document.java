// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What docs/modules.md says, so that the tests run what readers copy. */
final class Document {

    private static final String TEXT = read();

    private Document() {}

    /** The command that makes a runtime image, in one line. */
    static String jlinkCommand() {
        return first("^jlink (?:.*\\\\\n)*.*").replace("\\\n", " ");
    }

    /** The part of the message that says what a runtime lacks. */
    static String missingModuleMessage() {
        return first("TLS failed; .*jdk\\.crypto\\.ec to it");
    }

    private static String first(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(TEXT)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static String read() {
        Path document = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve("docs/modules.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            return Files.readString(document).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

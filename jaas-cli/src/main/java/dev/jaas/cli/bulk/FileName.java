// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.Redaction;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files on the command line, and how messages show them: a key or a token may be in the place of one. */
final class FileName {

    private static final int MAX_SHOWN = 255;

    private FileName() {}

    static Path path(String name, String option) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(option + " is not a file name", "correct it.");
        }
    }

    /** A long path is not a long run of base64. */
    static String shown(String name) {
        return Redaction.looksSecret(name.replace('/', ' '))
                ? "(its name is not shown, since it looks like a key or a token)"
                : name.replaceAll("\\p{C}", "?").substring(0, Math.min(name.length(), MAX_SHOWN));
    }
}

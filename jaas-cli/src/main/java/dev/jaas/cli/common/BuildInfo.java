// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The program's version and date, which the build writes into resources beside this class. */
public final class BuildInfo {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
    private static final int ABBREVIATED = 12;

    private BuildInfo() {}

    /**
     * The program's version.
     *
     * @return for example {@code 0.1.0}
     */
    public static String version() {
        return resource("version.txt");
    }

    /**
     * The commit that the program was built from.
     *
     * @return its abbreviated id; empty if it was not built from a Git repository
     */
    public static String commit() {
        String commit = resource("commit.txt");
        return COMMIT.matcher(commit).matches()
                ? commit.substring(0, ABBREVIATED)
                : ""; // Maven leaves what it does not know
    }

    /**
     * The date that the build gives to the files in its jars. A clock that shows an earlier one is wrong.
     *
     * @return the date
     */
    public static Instant date() {
        return OffsetDateTime.parse(resource("date.txt")).toInstant();
    }

    private static String resource(String name) {
        try (InputStream text = requireNonNull(BuildInfo.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", e);
        }
    }
}

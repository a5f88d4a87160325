package dev.jaas.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What the build wrote beside this class. */
final class Build {

    private Build() {}

    /** The program's version. */
    static String version() {
        return resource("version.txt");
    }

    /** The date that the build gives to what is in its jars. No clock that is right shows an earlier one. */
    static Instant date() {
        return OffsetDateTime.parse(resource("date.txt")).toInstant();
    }

    private static String resource(String name) {
        try (InputStream text = requireNonNull(Build.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}

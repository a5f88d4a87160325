package dev.jaas.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
            String text = version == null ? "unknown" : new String(version.readAllBytes(), StandardCharsets.UTF_8);
            return new String[] {"jaas " + text.strip()};
        }
    }
}

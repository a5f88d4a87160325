// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.events;

import dev.jaas.cli.common.UsageException;
import dev.jaas.settings.SettingText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the secret of a webhook endpoint from a file, so that it is not on the command line, which other users can see. */
public final class SecretFile {

    private static final int MAX_BYTES = 4096;

    private SecretFile() {}

    /**
     * Reads the secrets. No message contains any of the file.
     *
     * @param file the file's name
     * @return one secret for each line that is not blank
     * @throws UsageException if the file cannot be read or holds none
     */
    public static List<String> read(String file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(
                    "The webhook secret's file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "put the secret that the Webhooks page of the JaaS console shows into a file and name that.");
        }
        List<String> secrets = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(SettingText::trim)
                .filter(line -> !line.isEmpty())
                .toList();
        if (secrets.isEmpty() || bytes.length > MAX_BYTES) {
            throw new UsageException(
                    "The webhook secret's file " + (secrets.isEmpty() ? "is empty" : "is too large to hold a secret"),
                    "put nothing but the secret into it, or one secret on each line while it is rotated.");
        }
        return secrets;
    }
}

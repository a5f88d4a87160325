// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.Jaas;
import dev.jaas.domain.Redaction;
import dev.jaas.settings.SettingText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings in a file, for each account or environment that a user works with. They take the place of environment variables
 * that are not set. A file names the private key's file and never holds the key.
 */
public final class Profile {

    /** The variable that names the profile. */
    public static final String VARIABLE = "JAAS_PROFILE";

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_NAME - 1) + "}");

    private static final String PRIVATE_KEY = "private-key";
    private static final Map<String, String> VARIABLES = Map.of(
            "key-id",
            Jaas.KEY_ID_VARIABLE,
            PRIVATE_KEY,
            Jaas.PRIVATE_KEY_FILE_VARIABLE,
            "base-url",
            Jaas.BASE_URL_VARIABLE);

    private final String name;
    private final Path file;

    private Profile(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Adds the settings of a profile.
     *
     * @param name the profile's name
     * @param terminal the environment
     * @return a terminal whose variables are those of the environment and, where that has none, of the profile
     * @throws UsageException if the profile cannot be used
     */
    public static Terminal apply(String name, Terminal terminal) {
        String trimmed = SettingText.trim(name);
        if (!NAME.matcher(trimmed).matches() || Redaction.looksSecret(trimmed)) {
            throw new UsageException(
                    "The profile's name is not one",
                    "set --profile or " + VARIABLE
                            + " to a name of letters and digits, the name of a file without .conf.");
        }
        Path directory = directory(terminal);
        Map<String, String> settings = new Profile(trimmed, directory.resolve(trimmed + ".conf")).read();
        settings.computeIfPresent(PRIVATE_KEY, (key, path) -> resolve(path, directory, terminal));
        if (terminal.variable(Jaas.PRIVATE_KEY_VARIABLE).isPresent()) {
            settings.remove(PRIVATE_KEY); // which would take precedence over it
        }
        Map<String, String> variables = new LinkedHashMap<>();
        settings.forEach((setting, value) -> variables.put(VARIABLES.get(setting), value));
        terminal.environment()
                .keySet()
                .forEach(variable -> terminal.variable(variable).ifPresent(value -> variables.put(variable, value)));
        return terminal.withEnvironment(variables);
    }

    /** The XDG Base Directory Specification: a relative path in the variable is to be ignored. */
    private static Path directory(Terminal terminal) {
        return terminal.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home(terminal).resolve(".config"))
                .resolve("jaas");
    }

    private static Path home(Terminal terminal) {
        return Path.of(terminal.variable("HOME").orElseGet(() -> System.getProperty("user.home")));
    }

    /** No shell has expanded the tilde. */
    private static String resolve(String path, Path directory, Terminal terminal) {
        try {
            return path.startsWith("~/")
                    ? home(terminal).resolve(path.substring(2)).toString()
                    : directory.resolve(path).toString();
        } catch (InvalidPathException e) {
            return path; // reported with the private key
        }
    }

    private Map<String, String> read() {
        String text = text();
        if (text.contains("-----BEGIN")) {
            throw new UsageException(
                    "The profile " + name + " contains a key",
                    "move it to a file of its own that only you can read, and name that file: private-key = FILE.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                readLine(lines.get(i), i + 1, settings);
            }
        }
        return settings;
    }

    /** No message repeats the line: it may hold a secret. */
    private void readLine(String line, int number, Map<String, String> settings) {
        String[] parts = line.split("=", 2);
        String setting = parts[0].strip();
        String where = "Line " + number + " of the profile " + name;
        if (setting.contains("passphrase")) {
            throw new UsageException(
                    where + " is a passphrase", "remove it, and set " + Jaas.PASSPHRASE_VARIABLE + " instead.");
        }
        if (parts.length < 2 || !VARIABLES.containsKey(setting)) {
            throw new UsageException(
                    where + " is not a setting", "write key-id = …, private-key = FILE or base-url = URL.");
        }
        if (SettingText.isBlank(parts[1])) {
            throw new UsageException(where + " has no value", "write one, or remove the line.");
        }
        if (settings.put(setting, SettingText.trim(parts[1])) != null) {
            throw new UsageException(where + " repeats " + setting, "remove one of the two lines.");
        }
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UsageException("The profile " + name + " is too large", "keep to one setting on each line.");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text; // the byte order mark of some editors
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "There is no profile " + name, "create " + file + " with lines such as key-id = … .");
        } catch (IOException e) {
            throw new UsageException(
                    "The profile " + name + " cannot be read (" + e.getClass().getSimpleName() + ")",
                    "check " + file + ".");
        }
    }
}

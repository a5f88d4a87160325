// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Runs openssl and ssh-keygen in one directory, to make keys and verify signatures. */
record Tools(Path dir) {

    static final String PASSPHRASE = "correct horse ü battery";

    /** Runs a command whose words contain no spaces; {@code PASS} stands for the passphrase. */
    void run(String command) {
        List<String> words = List.of(command.split(" ")).stream()
                .map(word -> word.replace("PASS", PASSPHRASE).replace("''", ""))
                .toList();
        start(words);
    }

    /** Runs an openssl command with the provider that has the old ciphers in OpenSSL 3, or without in OpenSSL 1.1 and LibreSSL. */
    void runLegacy(String command) {
        try {
            run(command + " -provider legacy -provider default");
        } catch (IllegalStateException e) {
            run(command);
        }
    }

    /** Runs a command line of a POSIX shell. */
    void shell(String script) {
        start(List.of("sh", "-c", script));
    }

    Path path(String name) {
        return dir.resolve(name);
    }

    String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String content) {
        return write(name, content.getBytes(UTF_8));
    }

    /** Makes a copy that only its owner may read, since ssh-keygen accepts no other. */
    void copy(String from, String to) {
        write(to, text(from));
        try {
            Files.setPosixFilePermissions(path(to), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the public key, as openssl gives it, of a key that openssl can read. */
    void publicKey(String privateName, String publicName) {
        run("openssl rsa -in %s -pubout -out %s".formatted(privateName, publicName));
    }

    /** Whether openssl accepts a signature. */
    boolean verifies(String publicName, byte[] signed, byte[] signature) {
        write("signed", signed);
        write("signature", signature);
        try {
            run("openssl dgst -sha256 -verify %s -signature signature signed".formatted(publicName));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void start(List<String> words) {
        try {
            Path output = Files.createTempFile(dir, "output", ".txt");
            Process process = new ProcessBuilder(words)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(120, SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("timeout: " + words);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(words + " failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

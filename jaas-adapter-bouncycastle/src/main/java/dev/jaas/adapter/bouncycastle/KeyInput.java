// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the bytes of a key, of limited length and not blank. */
@FunctionalInterface
interface KeyInput {

    int MAX_BYTES = 64 * 1024;

    /** Reads the bytes into a new array, which the caller wipes. */
    byte[] read();

    static byte[] readFile(Path file, KeySource source) {
        if (Files.isDirectory(file)) {
            throw source.unusable(KeyProblem.DIRECTORY);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readStream(in, source);
        } catch (NoSuchFileException e) {
            throw source.unusable(KeyProblem.NO_SUCH_FILE);
        } catch (AccessDeniedException e) {
            throw source.unusable(KeyProblem.ACCESS_DENIED);
        } catch (IOException e) {
            throw source.unusable(KeyProblem.UNREADABLE, e.getClass().getSimpleName());
        }
    }

    static byte[] readText(String text, KeySource source) {
        if (text.length() > MAX_BYTES) {
            throw source.unusable(KeyProblem.TOO_LARGE);
        }
        return checked(text.getBytes(StandardCharsets.UTF_8), source);
    }

    static byte[] readStream(InputStream in, KeySource source) {
        // Into one array that can be wiped; readAllBytes would leave copies.
        byte[] buffer = new byte[MAX_BYTES + 1];
        try {
            int length = in.readNBytes(buffer, 0, buffer.length);
            return checked(Arrays.copyOf(buffer, length), source);
        } catch (IOException e) {
            throw source.unusable(KeyProblem.UNREADABLE, e.getClass().getSimpleName());
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static byte[] checked(byte[] content, KeySource source) {
        if (content.length > MAX_BYTES) {
            throw source.unusable(KeyProblem.TOO_LARGE);
        }
        for (byte b : content) {
            if (!Character.isWhitespace(b)) {
                return content;
            }
        }
        throw source.unusable(KeyProblem.EMPTY);
    }
}

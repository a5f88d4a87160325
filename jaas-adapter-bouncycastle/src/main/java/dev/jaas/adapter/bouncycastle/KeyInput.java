package dev.jaas.adapter.bouncycastle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Brings the bytes that should hold a key: some, and not too many. */
@FunctionalInterface
interface KeyInput {

    int MOST_BYTES = 64 * 1024;

    /** Reads into an array of its own, for the caller to wipe. */
    byte[] read();

    static byte[] ofFile(Path file, Mistakes mistakes) {
        if (Files.isDirectory(file)) {
            throw mistakes.directory();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ofStream(in, mistakes);
        } catch (NoSuchFileException e) {
            throw mistakes.noSuchFile();
        } catch (AccessDeniedException e) {
            throw mistakes.accessDenied();
        } catch (IOException e) {
            throw mistakes.unreadable(e);
        }
    }

    static byte[] ofText(String text, Mistakes mistakes) {
        if (text.length() > MOST_BYTES) {
            throw mistakes.tooLarge();
        }
        return checked(text.getBytes(StandardCharsets.UTF_8), mistakes);
    }

    static byte[] ofStream(InputStream in, Mistakes mistakes) {
        // Into one array that can be wiped: readAllBytes would leave copies behind.
        byte[] buffer = new byte[MOST_BYTES + 1];
        try {
            int length = in.readNBytes(buffer, 0, buffer.length);
            return checked(Arrays.copyOf(buffer, length), mistakes);
        } catch (IOException e) {
            throw mistakes.unreadable(e);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private static byte[] checked(byte[] content, Mistakes mistakes) {
        if (content.length > MOST_BYTES) {
            throw mistakes.tooLarge();
        }
        for (byte b : content) {
            if (!Character.isWhitespace(b)) {
                return content;
            }
        }
        throw mistakes.empty();
    }
}

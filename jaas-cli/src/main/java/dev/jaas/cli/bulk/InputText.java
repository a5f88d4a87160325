// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The input as text: read whole, bounded, and in UTF-8 with or without a byte order mark. */
final class InputText {

    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int UTF_16_BIG_ENDIAN = 0xFEFF;
    private static final int UTF_16_LITTLE_ENDIAN = 0xFFFE;

    private InputText() {}

    /**
     * Reads all of it.
     *
     * @throws UsageException if it cannot be read, is empty or is too large
     * @throws InvalidLineException if a line is not UTF-8
     */
    static String read(BulkSettings bulk, InputStream standardInput) {
        byte[] bytes = bytes(bulk, standardInput);
        if (bytes.length > MAX_BYTES) {
            throw new UsageException(
                    capitalised(bulk.inputName()) + " is larger than " + MAX_BYTES / 1024 / 1024 + " MiB", "split it.");
        }
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw new UsageException(
                    capitalised(bulk.inputName()) + " is empty",
                    "it must have a line for each command, in CSV or NDJSON.");
        }
        return text;
    }

    /** {@code standard input} at the beginning of a sentence; a file's name as it is. */
    static String capitalised(String inputName) {
        return inputName.equals("standard input") ? "Standard input" : "The file " + inputName;
    }

    private static byte[] bytes(BulkSettings bulk, InputStream standardInput) {
        try {
            if (bulk.readsStandardInput()) {
                return standardInput.readNBytes(MAX_BYTES + 1);
            }
            Path file = FileName.path(bulk.from(), "--from");
            if (Files.isDirectory(file)) {
                throw new UsageException("The file " + bulk.inputName() + " is a directory", "correct --from.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(MAX_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            throw new UsageException("The file " + bulk.inputName() + " does not exist", "correct --from.");
        } catch (IOException e) {
            throw new UsageException(
                    capitalised(bulk.inputName()) + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions, or correct --from.");
        }
    }

    private static String decoded(byte[] bytes) {
        int start = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (start == UTF_16_BIG_ENDIAN || start == UTF_16_LITTLE_ENDIAN) {
            throw new InvalidLineException(1, "the file is in UTF-16: save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new InvalidLineException(lineAtEnd(text), "it is not UTF-8: save the file as UTF-8");
        }
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }

    private static int lineAtEnd(String text) {
        int breaks = 0;
        for (int i = 0; i < text.length(); i++) {
            breaks += LineBreaks.endsAt(text, i) ? 1 : 0;
        }
        return breaks + 1;
    }
}

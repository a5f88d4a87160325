// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Decodes content codings (RFC 9110 §8.4.1), in bounded time and memory whatever a server sends. */
final class ContentCoding {

    /** How much is decoded at most: as much as is read of a body. */
    static final int MAX_DECODED_BYTES = Attempt.MAX_BODY_BYTES;

    // The parts of a gzip member (RFC 1952 §2.3).
    private static final short GZIP_MAGIC = (short) 0x8b1f; // little-endian
    private static final int METHOD_LENGTH = 1;
    private static final int TIME_AND_SYSTEM_LENGTH = 6;
    private static final int CHECKSUM_LENGTH = 2;
    private static final int TRAILER_LENGTH = 8;
    private static final int HAS_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;

    private ContentCoding() {}

    /**
     * Removes one coding.
     *
     * @param coding its name in lower case
     * @return what could be decoded, which of a truncated or damaged body is a part; null if that is nothing or the coding
     *     is unknown
     */
    static byte @Nullable [] decode(String coding, byte[] body) {
        ByteBuffer output = ByteBuffer.allocate(MAX_DECODED_BYTES);
        switch (coding) {
            case "gzip", "x-gzip" -> gunzip(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN), output);
            case "deflate" -> {
                inflate(new Inflater(), ByteBuffer.wrap(body), output);
                if (output.position() == 0) { // some servers omit the zlib format around it
                    inflate(new Inflater(true), ByteBuffer.wrap(body), output);
                }
            }
            default -> {
                return null;
            }
        }
        return output.position() == 0 ? null : Arrays.copyOf(output.array(), output.position());
    }

    /** Tells whether a body begins as gzip does. */
    static boolean isGzip(byte[] body) {
        return body.length > 1
                && ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getShort() == GZIP_MAGIC;
    }

    /** Decodes the members one after another; not by GZIPInputStream, which reads empty ones by recursion. */
    private static void gunzip(ByteBuffer input, ByteBuffer output) {
        try {
            while (skipHeader(input)) {
                inflate(new Inflater(true), input, output);
                skip(input, TRAILER_LENGTH); // its checksum is not compared: a damaged text is better than none
            }
        } catch (BufferUnderflowException e) { // there is no further header, or a part of one
            return;
        }
    }

    private static boolean skipHeader(ByteBuffer input) {
        if (input.getShort() != GZIP_MAGIC) {
            return false;
        }
        skip(input, METHOD_LENGTH);
        int flags = input.get();
        skip(input, TIME_AND_SYSTEM_LENGTH);
        if ((flags & HAS_EXTRA) != 0) {
            skip(input, Short.toUnsignedInt(input.getShort()));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText(input);
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText(input);
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(input, CHECKSUM_LENGTH);
        }
        return true;
    }

    private static void skipText(ByteBuffer input) {
        while (input.get() != 0) {
            // its characters
        }
    }

    private static void skip(ByteBuffer input, int length) {
        input.position(Math.min(input.position() + length, input.limit()));
    }

    /** Decodes as much as is there, is undamaged and has room. */
    private static void inflate(Inflater inflater, ByteBuffer input, ByteBuffer output) {
        int start = output.position();
        try {
            inflater.setInput(input);
            inflater.inflate(output);
        } catch (DataFormatException e) { // damaged, from here on
            return;
        } finally {
            output.position(start + Math.toIntExact(inflater.getBytesWritten()));
            inflater.end();
        }
    }
}

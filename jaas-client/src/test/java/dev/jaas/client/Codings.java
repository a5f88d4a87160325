// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as a service may encode them. */
final class Codings {

    /** {@code hello} in Brotli, as one uncompressed block. */
    static final byte[] BROTLI = {0x0b, 0x02, (byte) 0x80, 'h', 'e', 'l', 'l', 'o', 0x03};

    private interface Coder {
        OutputStream over(OutputStream out) throws IOException;
    }

    private Codings() {}

    static byte[] gzip(byte[] body) {
        return coded(body, GZIPOutputStream::new);
    }

    /** As RFC 9110 §8.4.1.2 demands, in the zlib format. */
    static byte[] deflate(byte[] body) {
        return coded(body, DeflaterOutputStream::new);
    }

    /** As some servers do. */
    static byte[] deflateRaw(byte[] body) {
        return coded(body, out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true)));
    }

    private static byte[] coded(byte[] body, Coder coder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coding = coder.over(out)) {
            coding.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

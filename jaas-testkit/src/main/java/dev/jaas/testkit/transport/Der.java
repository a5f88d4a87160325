// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes as much DER (ITU-T X.690) as a certificate needs. */
final class Der {

    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return constructed(0x30, elements);
    }

    static byte[] set(byte[]... elements) {
        return constructed(0x31, elements);
    }

    /** A constructed element with a tag of the context's own. */
    static byte[] tagged(int number, byte[]... elements) {
        return constructed(0xa0 | number, elements);
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] bool(boolean value) {
        return element(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] utf8String(String ascii) {
        return element(0x0c, ascii.getBytes(US_ASCII));
    }

    static byte[] octetString(byte[] content) {
        return element(0x04, content);
    }

    static byte[] bitString(byte[] content) {
        return element(0x03, join(List.of(new byte[] {0}, content)));
    }

    static byte[] time(Instant instant) {
        return element(0x18, GENERALIZED_TIME.format(instant).getBytes(US_ASCII));
    }

    static byte[] oid(int... arcs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(arcs[i])) / 7);
            for (int group = groups - 1; group >= 0; group--) {
                out.write(((arcs[i] >> (7 * group)) & 0x7f) | (group > 0 ? 0x80 : 0));
            }
        }
        return element(0x06, out.toByteArray());
    }

    static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skipped = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skipped));
            out.write(length, skipped, length.length - skipped);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] constructed(int tag, byte[]... elements) {
        return element(tag, join(List.of(elements)));
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}

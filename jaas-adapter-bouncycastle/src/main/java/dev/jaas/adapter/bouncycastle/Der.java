// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the part of DER (X.690) that an unencrypted private key needs. BouncyCastle is not used, since loading the first
 * class from its signed jar costs about ten times as much as everything else that such a key needs.
 *
 * <p>Every method throws a {@link RuntimeException} if the content is not as expected.
 */
final class Der {

    static final int INTEGER = 0x02;
    static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;

    private final ByteBuffer in;

    Der(ByteBuffer in) {
        this.in = in;
    }

    int nextTag() {
        return in.get(in.position()) & 0xFF;
    }

    /** The tags of the elements up to the end, each as two hexadecimal digits. */
    String tags() {
        StringBuilder tags = new StringBuilder();
        Der rest = new Der(in.duplicate());
        while (rest.in.hasRemaining()) {
            int tag = rest.nextTag();
            tags.append(HexFormat.of().toHexDigits((byte) tag));
            rest.value(tag);
        }
        return tags.toString();
    }

    /** Reads a sequence and returns its content. */
    Der sequence() {
        return new Der(value(SEQUENCE));
    }

    ByteBuffer octets() {
        return value(OCTET_STRING);
    }

    BigInteger integer() {
        byte[] bytes = bytes(value(INTEGER));
        try {
            return new BigInteger(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Reads an object identifier and returns its encoding as hexadecimal digits. */
    String objectIdentifier() {
        return HexFormat.of().formatHex(bytes(value(OBJECT_IDENTIFIER)));
    }

    private ByteBuffer value(int tag) {
        require((in.get() & 0xFF) == tag);
        int length = in.get() & 0xFF;
        if (length > 0x7F) {
            int lengthBytes = length & 0x7F;
            require(lengthBytes > 0 && lengthBytes < Integer.BYTES);
            length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (in.get() & 0xFF);
            }
        }
        require(length <= in.remaining());
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        return value;
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not the expected DER");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one direction of a TLS 1.3 connection with TLS_AES_128_GCM_SHA256 (RFC 8446 §5.2, §7). Not thread-safe. */
final class Tls13Keys {

    static final int HASH_LENGTH = 32;

    private static final byte[] NO_CONTEXT = {};
    private static final int TAG_LENGTH = 16;

    private final byte[] secret;
    private final SecretKeySpec key;
    private final byte[] iv;
    private long sequenceNumber;

    Tls13Keys(byte[] trafficSecret) throws GeneralSecurityException {
        secret = trafficSecret;
        key = new SecretKeySpec(expand(trafficSecret, "key", NO_CONTEXT, 16), "AES");
        iv = expand(trafficSecret, "iv", NO_CONTEXT, 12);
    }

    /** Returns the keys after a KeyUpdate. */
    Tls13Keys next() throws GeneralSecurityException {
        return new Tls13Keys(expand(secret, "traffic upd", NO_CONTEXT, HASH_LENGTH));
    }

    byte[] finished(byte[] transcriptHash) throws GeneralSecurityException {
        return hmac(expand(secret, "finished", NO_CONTEXT, HASH_LENGTH), transcriptHash);
    }

    /** Returns a whole record of the outer type application_data. */
    byte[] encrypt(int type, byte[] content) throws GeneralSecurityException {
        byte[] inner = Arrays.copyOf(content, content.length + 1);
        inner[content.length] = (byte) type;
        byte[] header = header(inner.length + TAG_LENGTH);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, header).doFinal(inner);
        return concat(header, encrypted);
    }

    /** Returns the content, followed by its type in the last byte. */
    byte[] decrypt(byte[] payload) throws GeneralSecurityException {
        byte[] inner = cipher(Cipher.DECRYPT_MODE, header(payload.length)).doFinal(payload);
        int length = inner.length;
        while (length > 0 && inner[length - 1] == 0) { // padding
            length--;
        }
        return Arrays.copyOf(inner, length);
    }

    /** HKDF-Expand-Label (RFC 8446 §7.1), for lengths up to that of the hash. */
    static byte[] expand(byte[] secret, String label, byte[] context, int length) throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(5 + name.length + context.length)
                .putShort((short) length)
                .put((byte) name.length)
                .put(name)
                .put((byte) context.length)
                .put(context)
                .put((byte) 1);
        return Arrays.copyOf(hmac(secret, info.array()), length);
    }

    /** HMAC-SHA256, which is HKDF-Extract too. */
    static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }

    static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private Cipher cipher(int mode, byte[] header) throws GeneralSecurityException {
        byte[] nonce = iv.clone();
        byte[] sequence = ByteBuffer.allocate(8).putLong(sequenceNumber++).array();
        for (int i = 0; i < sequence.length; i++) {
            nonce[nonce.length - sequence.length + i] ^= sequence[i];
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    private static byte[] header(int length) {
        return new byte[] {Tls13Connection.APPLICATION_DATA, 3, 3, (byte) (length >> 8), (byte) length};
    }
}

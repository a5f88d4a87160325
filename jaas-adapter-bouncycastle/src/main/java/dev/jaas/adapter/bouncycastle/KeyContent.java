// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.ByteBuffer;

/** What a decoded key file holds. It is told from the content, since labels are often copied or edited wrongly. */
enum KeyContent {
    /** OpenSSH's own format. */
    OPENSSH,
    /** An RSA private key (RFC 8017, A.1.2). */
    PKCS1,
    /** A private key with its algorithm (RFC 5208 §5). */
    PKCS8,
    /** An encrypted private key (RFC 5208 §6). */
    ENCRYPTED_PKCS8,
    /** An EC private key (RFC 5915 §3). */
    EC,
    /** A DSA private key as OpenSSL writes it. */
    DSA,
    /** A public key. */
    PUBLIC_KEY,
    /** A certificate, or a request for one. */
    CERTIFICATE,
    /** A PKCS#12 store (RFC 7292 §4). */
    PKCS12,
    /** Anything else, or a part of one of them. */
    UNKNOWN;

    static KeyContent of(byte[] content) {
        if (OpenSsh.isOpenSsh(content)) {
            return OPENSSH;
        }
        try {
            return of(new Der(ByteBuffer.wrap(content)).sequence());
        } catch (RuntimeException e) {
            return UNKNOWN;
        }
    }

    /** INTEGER is 02, BIT STRING 03, OCTET STRING 04 and SEQUENCE 30. */
    private static KeyContent of(Der sequence) {
        String tags = sequence.tags();
        if (tags.startsWith("023004")) {
            return PKCS8;
        }
        if (tags.matches("(?:02){9}(?:30)?")) {
            return PKCS1;
        }
        return switch (tags) {
            case "3004" -> ENCRYPTED_PKCS8;
            case "0204", "0204a0", "0204a1", "0204a0a1" -> EC;
            case "020202020202" -> DSA;
            case "3003", "0202" -> PUBLIC_KEY;
            case "303003" -> CERTIFICATE;
            case "0230", "023030" -> PKCS12;
            default -> UNKNOWN;
        };
    }
}

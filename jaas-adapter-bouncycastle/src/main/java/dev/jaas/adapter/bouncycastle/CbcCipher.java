// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/** The ciphers of encrypted PEM files, by their names in {@code DEK-Info} and in PKCS#8. */
enum CbcCipher {
    AES_128("AES-128-CBC", NISTObjectIdentifiers.id_aes128_CBC, 16),
    AES_192("AES-192-CBC", NISTObjectIdentifiers.id_aes192_CBC, 24),
    AES_256("AES-256-CBC", NISTObjectIdentifiers.id_aes256_CBC, 32),
    TRIPLE_DES("DES-EDE3-CBC", PKCSObjectIdentifiers.des_EDE3_CBC, 24),
    DOUBLE_DES("DES-EDE-CBC", null, 16),
    DES("DES-CBC", new ASN1ObjectIdentifier("1.3.14.3.2.7"), 8),
    RC2_128("RC2-CBC", null, 16),
    RC2_64("RC2-64-CBC", null, 8),
    RC2_40("RC2-40-CBC", null, 5);

    private final String dekName;
    private final @Nullable String oid;
    private final int keyBytes;

    CbcCipher(String dekName, @Nullable ASN1ObjectIdentifier oid, int keyBytes) {
        this.dekName = dekName;
        this.oid = oid == null ? null : oid.getId();
        this.keyBytes = keyBytes;
    }

    static @Nullable CbcCipher byDekName(String name) {
        return Arrays.stream(values())
                .filter(cipher -> cipher.dekName.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    static @Nullable CbcCipher byOid(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values())
                .filter(cipher -> oid.getId().equals(cipher.oid))
                .findFirst()
                .orElse(null);
    }

    int keyBytes() {
        return keyBytes;
    }

    int ivBytes() {
        return dekName.startsWith("AES") ? 16 : 8;
    }

    private BlockCipher engine() {
        return switch (this) {
            case AES_128, AES_192, AES_256 -> AESEngine.newInstance();
            case TRIPLE_DES, DOUBLE_DES -> new DESedeEngine();
            case DES -> new DESEngine();
            case RC2_128, RC2_64, RC2_40 -> new RC2Engine();
        };
    }

    /**
     * Decrypts and removes the padding.
     *
     * @throws InvalidCipherTextException if the padding is wrong, as it mostly is with a wrong key
     */
    byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted) throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine()), new PKCS7Padding());
        cipher.init(false, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] out = new byte[cipher.getOutputSize(encrypted.length)];
        try {
            int length = cipher.processBytes(encrypted, 0, encrypted.length, out, 0);
            return Arrays.copyOf(out, length + cipher.doFinal(out, length));
        } finally {
            Arrays.fill(out, (byte) 0);
        }
    }
}

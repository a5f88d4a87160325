// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/** The encryption of PKCS#8 before PBES2: PBES1 (RFC 8018 §6.1) and that of PKCS#12 (RFC 7292, B and C). */
enum Pbes1 {
    MD5_DES(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC, CbcCipher.DES),
    MD5_RC2(PKCSObjectIdentifiers.pbeWithMD5AndRC2_CBC, CbcCipher.RC2_64),
    SHA1_DES(PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC, CbcCipher.DES),
    SHA1_RC2(PKCSObjectIdentifiers.pbeWithSHA1AndRC2_CBC, CbcCipher.RC2_64),
    PKCS12_3DES(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, CbcCipher.TRIPLE_DES),
    PKCS12_2DES(PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, CbcCipher.DOUBLE_DES),
    PKCS12_RC2_128(PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, CbcCipher.RC2_128),
    PKCS12_RC2_40(PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, CbcCipher.RC2_40);

    private final String oid;
    private final CbcCipher cipher;

    Pbes1(ASN1ObjectIdentifier oid, CbcCipher cipher) {
        this.oid = oid.getId();
        this.cipher = cipher;
    }

    static @Nullable Pbes1 byOid(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.oid.equals(oid.getId()))
                .findFirst()
                .orElse(null);
    }

    byte[] decrypt(PBEParameter parameters, byte[] encrypted, byte @Nullable [] passphrase, KeySource source) {
        BigInteger iterations = parameters.getIterationCount();
        if (Pbes2.isAbove(iterations, Pbes2.MAX_ITERATIONS)) {
            throw source.unusable(KeyProblem.WORK_FACTOR_TOO_HIGH, "PBES1 with more than 1,000,000 iterations");
        }
        if (passphrase == null) {
            throw source.unusable(KeyProblem.PASSPHRASE_MISSING);
        }
        Digest digest = this == MD5_DES || this == MD5_RC2 ? new MD5Digest() : new SHA1Digest();
        boolean pkcs12 = name().startsWith("PKCS12");
        PBEParametersGenerator generator =
                pkcs12 ? new PKCS12ParametersGenerator(digest) : new PKCS5S1ParametersGenerator(digest);
        byte[] password = pkcs12 ? utf16(passphrase) : passphrase.clone();
        generator.init(password, parameters.getSalt(), iterations.intValueExact());
        ParametersWithIV keyAndIv =
                (ParametersWithIV) generator.generateDerivedParameters(cipher.keyBytes() * 8, cipher.ivBytes() * 8);
        byte[] key = ((KeyParameter) keyAndIv.getParameters()).getKey();
        try {
            return cipher.decrypt(key, keyAndIv.getIV(), encrypted);
        } catch (InvalidCipherTextException e) {
            throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(password, (byte) 0);
        }
    }

    /** With two zero bytes at the end (RFC 7292, B.1). */
    private static byte[] utf16(byte[] utf8) {
        CharBuffer buffer = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        char[] characters = Arrays.copyOf(buffer.array(), buffer.length());
        byte[] utf16 = PBEParametersGenerator.PKCS12PasswordToBytes(characters);
        Arrays.fill(characters, '\0');
        Arrays.fill(buffer.array(), '\0');
        return utf16;
    }
}

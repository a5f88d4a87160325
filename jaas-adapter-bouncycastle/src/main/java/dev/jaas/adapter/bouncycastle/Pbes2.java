// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** Encrypted PKCS#8: PBES2 (RFC 8018 §6.2) with PBKDF2 or scrypt (RFC 7914), or an older scheme. */
final class Pbes2 {

    /** RFC 7914 §7. BouncyCastle defines it, and the type of its parameters, in a jar that is not needed otherwise. */
    private static final ASN1ObjectIdentifier SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");

    static final int MAX_ITERATIONS = 1_000_000;
    private static final int MAX_SCRYPT_BYTES = 64 * 1024 * 1024;

    /** RFC 7914 §2 recommends 1. It multiplies the work but not the memory. */
    private static final int MAX_SCRYPT_LANES = 16;

    private Pbes2() {}

    static byte[] decrypt(byte[] der, byte @Nullable [] passphrase, KeySource source) {
        EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
        ASN1ObjectIdentifier scheme = info.getEncryptionAlgorithm().getAlgorithm();
        ASN1Encodable schemeParameters = info.getEncryptionAlgorithm().getParameters();
        Pbes1 older = Pbes1.byOid(scheme);
        if (older != null) {
            return older.decrypt(
                    PBEParameter.getInstance(schemeParameters), info.getEncryptedData(), passphrase, source);
        }
        if (!scheme.equals(PKCSObjectIdentifiers.id_PBES2)) {
            throw source.unusable(
                    KeyProblem.UNSUPPORTED_ENCRYPTION, "a scheme other than PBES2, PBES1 and that of PKCS#12");
        }
        PBES2Parameters parameters = PBES2Parameters.getInstance(schemeParameters);
        CbcCipher cipher = CbcCipher.byOid(parameters.getEncryptionScheme().getAlgorithm());
        if (cipher == null) {
            throw source.unusable(KeyProblem.UNSUPPORTED_ENCRYPTION, "a cipher other than AES-CBC, triple DES and DES");
        }
        byte[] iv = ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters())
                .getOctets();
        byte[] key = key(parameters.getKeyDerivationFunc(), cipher.keyBytes(), passphrase, source);
        try {
            return cipher.decrypt(key, iv, info.getEncryptedData());
        } catch (InvalidCipherTextException e) {
            throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] key(
            KeyDerivationFunc function, int keyBytes, byte @Nullable [] passphrase, KeySource source) {
        if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), keyBytes, passphrase, source);
        }
        if (function.getAlgorithm().equals(SCRYPT)) {
            return scrypt(ASN1Sequence.getInstance(function.getParameters()), keyBytes, passphrase, source);
        }
        throw source.unusable(KeyProblem.UNSUPPORTED_ENCRYPTION, "a key derivation other than PBKDF2 or scrypt");
    }

    private static byte[] pbkdf2(PBKDF2Params params, int keyBytes, byte @Nullable [] passphrase, KeySource source) {
        if (isAbove(params.getIterationCount(), MAX_ITERATIONS)) {
            throw source.unusable(KeyProblem.WORK_FACTOR_TOO_HIGH, "PBKDF2 with more than 1,000,000 iterations");
        }
        Digest digest = digest(params.getPrf().getAlgorithm());
        if (digest == null) {
            throw source.unusable(
                    KeyProblem.UNSUPPORTED_ENCRYPTION, "PBKDF2 with another function than HMAC with SHA-1 or SHA-2");
        }
        if (passphrase == null) {
            throw source.unusable(KeyProblem.PASSPHRASE_MISSING);
        }
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
        generator.init(passphrase, params.getSalt(), params.getIterationCount().intValueExact());
        return ((KeyParameter) generator.generateDerivedParameters(keyBytes * 8)).getKey();
    }

    private static byte[] scrypt(ASN1Sequence params, int keyBytes, byte @Nullable [] passphrase, KeySource source) {
        BigInteger cost = integer(params, 1);
        BigInteger blockSize = integer(params, 2);
        BigInteger lanes = integer(params, 3);
        BigInteger bytes = cost.max(lanes).multiply(blockSize).shiftLeft(7); // 128 N r and 128 p r, RFC 7914 §2 and 6
        if (isAbove(bytes, MAX_SCRYPT_BYTES) || isAbove(lanes, MAX_SCRYPT_LANES)) {
            throw source.unusable(KeyProblem.WORK_FACTOR_TOO_HIGH, "scrypt with more than 64 MiB or 16 lanes");
        }
        if (passphrase == null) {
            throw source.unusable(KeyProblem.PASSPHRASE_MISSING);
        }
        return SCrypt.generate(
                passphrase,
                ASN1OctetString.getInstance(params.getObjectAt(0)).getOctets(),
                cost.intValueExact(),
                blockSize.intValueExact(),
                lanes.intValueExact(),
                keyBytes);
    }

    private static BigInteger integer(ASN1Sequence params, int index) {
        return ASN1Integer.getInstance(params.getObjectAt(index)).getValue();
    }

    /** Values that are not positive are treated as above every limit: they do not occur in valid files. */
    static boolean isAbove(BigInteger value, int limit) {
        return value.signum() <= 0 || value.compareTo(BigInteger.valueOf(limit)) > 0;
    }

    private static @Nullable Digest digest(ASN1ObjectIdentifier prf) {
        if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
            return new SHA1Digest();
        }
        if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA224)) {
            return new SHA224Digest();
        }
        if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
            return SHA256Digest.newInstance();
        }
        if (prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
            return new SHA384Digest();
        }
        return prf.equals(PKCSObjectIdentifiers.id_hmacWithSHA512) ? new SHA512Digest() : null;
    }
}

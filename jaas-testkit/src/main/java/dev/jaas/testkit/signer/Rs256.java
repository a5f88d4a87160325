// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies signatures, and says of a wrong one which mistake made it. */
final class Rs256 {

    private static final String ALGORITHM = "SHA256withRSA";
    private static final List<String> OTHERS =
            List.of("SHA512withRSA", "SHA384withRSA", "SHA224withRSA", "SHA1withRSA", "NONEwithRSA");
    private static final List<Integer> PSS_BITS = List.of(256, 384, 512);

    /** What precedes a SHA-256 digest (RFC 8017 section 9.2, note 1). */
    private static final byte[] DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private Rs256() {}

    static void assertSigned(RSAPublicKey key, byte[] input, byte[] signature) {
        assertThat(signature).as("sign() must return the signature, not null.").isNotNull();
        int length = (key.getModulus().bitLength() + 7) / 8;
        assertThat(signature.length)
                .as("A signature has as many bytes as the modulus, leading zeros included. Usual causes are"
                        + " BigInteger.toByteArray(), a signature in base64 or DER, and a key of another size.")
                .isEqualTo(length);
        if (!verifies(key, ALGORITHM, null, input, signature)) {
            fail(
                    "A signature must be RS256 (RSASSA-PKCS1-v1_5 with SHA-256) of the input by the key of publicKey(). %s",
                    mistake(key, input, signature));
        }
        assertThat(new BigInteger(1, signature).modPow(key.getPublicExponent(), key.getModulus()))
                .as(
                        "The DigestInfo of SHA-256 must have the parameters NULL (RFC 8017 section 9.2): some verifiers refuse it"
                                + " without.")
                .isEqualTo(encoded(input, length));
    }

    /** The encoded message of EMSA-PKCS1-v1_5, of which there is exactly one for an input: the JDK accepts another, too. */
    private static BigInteger encoded(byte[] input, int length) {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 0xff);
        message[0] = 0;
        message[1] = 1;
        byte[] digest = sha256(input);
        int start = length - DIGEST_INFO.length - digest.length;
        message[start - 1] = 0;
        System.arraycopy(DIGEST_INFO, 0, message, start, DIGEST_INFO.length);
        System.arraycopy(digest, 0, message, length - digest.length, digest.length);
        return new BigInteger(1, message);
    }

    private static String mistake(RSAPublicKey key, byte[] input, byte[] signature) {
        for (String other : OTHERS) {
            if (verifies(key, other, null, input, signature)) {
                return "It is " + other + ".";
            }
        }
        for (int bits : PSS_BITS) {
            PSSParameterSpec parameters = new PSSParameterSpec(
                    "SHA-" + bits,
                    "MGF1",
                    new MGF1ParameterSpec("SHA-" + bits),
                    bits / 8,
                    PSSParameterSpec.TRAILER_FIELD_BC);
            if (verifies(key, "RSASSA-PSS", parameters, input, signature)) {
                return "It is RSASSA-PSS with SHA-" + bits + ", which JWS calls PS" + bits + ".";
            }
        }
        byte[] digest = sha256(input);
        if (verifies(key, ALGORITHM, null, digest, signature)) {
            return "The input was hashed twice: what the signing call expects is the message, not its digest.";
        }
        if (verifies(key, "NONEwithRSA", null, digest, signature)) {
            return "The digest was signed without the DigestInfo of SHA-256 (RFC 8017 section 9.2).";
        }
        return "It is of another key, or of another input: usual causes are another version of the key, an input cut short,"
                + " and state shared by threads.";
    }

    /** A signature that cannot be checked, for example since it has another format, is a wrong one. */
    private static boolean verifies(
            RSAPublicKey key,
            String algorithm,
            @Nullable AlgorithmParameterSpec parameters,
            byte[] input,
            byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            if (parameters != null) {
                verifier.setParameter(parameters);
            }
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

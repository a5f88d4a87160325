// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** The legacy encryption of OpenSSL for a PEM body (RFC 1421 §4.6.1.1 and 4.6.1.3): two headers, then base64. */
final class DekInfo {

    /**
     * What stands between words is optional: white space may have been removed together with the line breaks, and a
     * quotation has a mark in each line.
     */
    private static final Pattern HEADERS =
            Pattern.compile("(?i)_Proc-Type:_4_,_ENCRYPTED_DEK-Info:_([A-Z0-9-]{1,24})_,_([0-9A-F]{16,})"
                    .replace("_", "[^A-Za-z0-9:,]{0,32}"));

    private static final int SALT_BYTES = 8;

    private DekInfo() {}

    static byte[] decrypt(CharBuffer body, byte @Nullable [] passphrase, KeySource source) {
        Matcher headers = HEADERS.matcher(body);
        if (!headers.lookingAt()) {
            throw source.unusable(KeyProblem.DAMAGED);
        }
        CbcCipher cipher = CbcCipher.byDekName(headers.group(1));
        if (cipher == null) {
            throw source.unusable(KeyProblem.UNSUPPORTED_ENCRYPTION, headers.group(1));
        }
        if (passphrase == null) {
            throw source.unusable(KeyProblem.PASSPHRASE_MISSING);
        }
        // Without line breaks the base64 follows directly, and may begin with hexadecimal digits.
        int ivStart = headers.start(2);
        int ivEnd = ivStart + 2 * cipher.ivBytes();
        byte[] iv = HexFormat.of().parseHex(body, ivStart, ivEnd);
        byte[] key = key(cipher, passphrase, iv);
        try {
            return cipher.decrypt(key, iv, PemText.base64(body.subSequence(ivEnd, body.length())));
        } catch (InvalidCipherTextException e) {
            throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] key(CbcCipher cipher, byte[] passphrase, byte[] iv) {
        OpenSSLPBEParametersGenerator generator = new OpenSSLPBEParametersGenerator();
        generator.init(passphrase, Arrays.copyOf(iv, SALT_BYTES));
        return ((KeyParameter) generator.generateDerivedParameters(cipher.keyBytes() * 8)).getKey();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSH's own format (openssh-portable, PROTOCOL.key). BouncyCastle's {@code OpenSSHPrivateKeyUtil} is not used, since it
 * tests the modulus for primality, which takes longer than everything else: seconds for a large modulus.
 */
final class OpenSsh {

    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_ROUNDS = 128;

    private OpenSsh() {}

    static boolean isOpenSsh(byte[] content) {
        return content.length > MAGIC.length && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static RSAPrivateCrtKeySpec read(byte[] content, byte @Nullable [] passphrase, KeySource source) {
        ByteBuffer in = ByteBuffer.wrap(content).position(MAGIC.length);
        String cipher = text(in);
        String function = text(in);
        ByteBuffer options = ByteBuffer.wrap(string(in));
        if (in.getInt() != 1) {
            throw source.unusable(KeyProblem.DAMAGED);
        }
        ByteBuffer publicKey = ByteBuffer.wrap(string(in));
        String type = text(publicKey);
        if (!type.equals("ssh-rsa")) {
            throw source.unusable(KeyProblem.OTHER_ALGORITHM, Algorithms.nameBySshType(type));
        }
        number(publicKey);
        BigInteger modulus = number(publicKey);
        RsaKeyParameters.checkSize(modulus, source);

        byte[] secret = string(in);
        boolean encrypted = !cipher.equals("none");
        if (encrypted) {
            byte[] tag = new byte[in.remaining()];
            in.get(tag);
            secret = decrypt(cipher, function, options, secret, tag, passphrase, source);
        }
        try {
            return numbers(ByteBuffer.wrap(secret), modulus, encrypted, source);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] decrypt(
            String cipherName,
            String function,
            ByteBuffer options,
            byte[] secret,
            byte[] tag,
            byte @Nullable [] passphrase,
            KeySource source) {
        SshCipher cipher = SshCipher.byName(cipherName);
        if (cipher == null || !function.equals("bcrypt")) {
            throw source.unusable(KeyProblem.UNSUPPORTED_ENCRYPTION, "a cipher other than AES");
        }
        byte[] salt = string(options);
        int rounds = options.getInt();
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw source.unusable(KeyProblem.WORK_FACTOR_TOO_HIGH, "bcrypt with more than 128 rounds");
        }
        if (passphrase == null) {
            throw source.unusable(KeyProblem.PASSPHRASE_MISSING);
        }
        byte[] opened = cipher.decrypt(passphrase, salt, rounds, secret, tag);
        if (opened == null) {
            throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        }
        return opened;
    }

    private static RSAPrivateCrtKeySpec numbers(
            ByteBuffer in, BigInteger publicModulus, boolean encrypted, KeySource source) {
        int check = in.getInt();
        if (in.getInt() != check) {
            throw encrypted ? source.unusable(KeyProblem.WRONG_PASSPHRASE) : source.unusable(KeyProblem.DAMAGED);
        }
        string(in);
        BigInteger n = number(in);
        BigInteger e = number(in);
        BigInteger d = number(in);
        BigInteger coefficient = number(in);
        BigInteger p = number(in);
        BigInteger q = number(in);
        if (!n.equals(publicModulus)) {
            throw source.unusable(KeyProblem.DAMAGED);
        }
        return new RSAPrivateCrtKeySpec(n, e, d, p, q, d.mod(p.subtract(ONE)), d.mod(q.subtract(ONE)), coefficient);
    }

    private static byte[] string(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a length beyond the end");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in) {
        return new String(string(in), StandardCharsets.ISO_8859_1);
    }

    private static BigInteger number(ByteBuffer in) {
        byte[] bytes = string(in);
        try {
            return new BigInteger(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}

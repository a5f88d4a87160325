// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key with inconsistent parameters is detected when it is read: it could make wrong signatures. */
class KeyConsistencyTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final BigInteger TWO = BigInteger.TWO;

    @TempDir
    static Path dir;

    /** n, e, d, p, q, d mod p-1, d mod q-1, 1/q mod p (RFC 8017 §3.2). */
    static BigInteger[] numbers;

    @BeforeAll
    static void makeKey() throws IOException {
        Tools tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa.pem 2048");
        tools.run("openssl rsa -traditional -in rsa.pem -outform DER -out rsa.der");
        RSAPrivateKey key = RSAPrivateKey.getInstance(Files.readAllBytes(tools.path("rsa.der")));
        numbers = new BigInteger[] {
            key.getModulus(), key.getPublicExponent(), key.getPrivateExponent(), key.getPrime1(),
            key.getPrime2(), key.getExponent1(), key.getExponent2(), key.getCoefficient()
        };
    }

    @Test
    void fromString_unchangedKey_isRead() throws IOException {
        assertThat(PemJwsSigner.fromString(KEY_ID, pem(numbers)).publicKey().getModulus())
                .isEqualTo(numbers[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void fromString_oneNumberChanged_isDamaged(int which) throws IOException {
        for (BigInteger change : new BigInteger[] {TWO, TWO.negate(), BigInteger.ONE.shiftLeft(40)}) {
            BigInteger[] changed = numbers.clone();
            changed[which] = changed[which].add(change);
            assertThat(readUnusable(changed)).hasMessageContaining("the key is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void fromString_oneNumberNegativeOrOne_isDamaged(int which) throws IOException {
        for (BigInteger value : new BigInteger[] {numbers[which].negate(), BigInteger.ONE}) {
            BigInteger[] changed = numbers.clone();
            changed[which] = value;
            assertThat(readUnusable(changed).getMessage()).containsAnyOf("the key is damaged", "only 1 bits");
        }
    }

    @Test
    void fromString_primesSwappedWithoutTheRest_isDamaged() throws IOException {
        BigInteger[] changed = numbers.clone();
        changed[3] = numbers[4];
        changed[4] = numbers[3];
        assertThat(readUnusable(changed)).hasMessageContaining("the key is damaged");
    }

    @Test
    void fromString_oneIsBothPrimes_isDamaged() throws IOException {
        BigInteger p = numbers[3];
        BigInteger d = numbers[5];
        BigInteger[] square = {p.multiply(p), numbers[1], d, p, p, d, d, BigInteger.ONE};
        assertThat(readUnusable(square)).hasMessageContaining("the key is damaged");
    }

    /** A public exponent as long as the modulus is consistent, but would make every verification slow. */
    @Test
    void fromString_hugePublicExponent_isDamaged() throws IOException {
        BigInteger order = numbers[3].subtract(BigInteger.ONE).multiply(numbers[4].subtract(BigInteger.ONE));
        BigInteger[] changed = numbers.clone();
        changed[1] = numbers[1].add(order);
        assertThat(readUnusable(changed)).hasMessageContaining("the key is damaged");
    }

    /** With these, the signature would be the padded digest itself. */
    @Test
    void fromString_exponentsOfOne_areDamaged() throws IOException {
        BigInteger[] changed = numbers.clone();
        for (int exponent : new int[] {1, 2, 5, 6}) {
            changed[exponent] = BigInteger.ONE;
        }
        assertThat(readUnusable(changed)).hasMessageContaining("the key is damaged");
    }

    @Test
    void fromString_numbersBeyondTheirModulus_areDamaged() throws IOException {
        BigInteger order = numbers[3].subtract(BigInteger.ONE).multiply(numbers[4].subtract(BigInteger.ONE));
        BigInteger[] exponent = numbers.clone();
        exponent[2] = numbers[2].add(order);
        assertThat(readUnusable(exponent)).hasMessageContaining("the key is damaged");
        BigInteger[] coefficient = numbers.clone();
        coefficient[7] = numbers[7].add(numbers[3]);
        assertThat(readUnusable(coefficient)).hasMessageContaining("the key is damaged");
    }

    @Test
    void fromFile_openSshKeyWithAnotherPublicKey_isDamaged() throws IOException {
        Tools tools = new Tools(dir);
        tools.run("ssh-keygen -q -t rsa -b 2048 -N '' -f ssh");
        byte[] content = Base64.getMimeDecoder().decode(tools.text("ssh").replaceAll("-----[A-Z ]+-----", ""));
        // The first of the two moduli is that of the public key.
        content["openssh-key-v1".length() + 200]++;
        tools.write(
                "ssh",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(content)));
        assertThat(catchThrowableOfType(
                        UnusableKeyException.class, () -> PemJwsSigner.fromFile(KEY_ID, tools.path("ssh"))))
                .hasMessageContaining("the key is damaged");
    }

    @Test
    void fromString_modulusTooLong_isRefusedForItsLength() throws IOException {
        BigInteger[] changed = numbers.clone();
        changed[0] = BigInteger.ONE.shiftLeft(16_384);
        assertThat(readUnusable(changed)).hasMessageContaining("an RSA key of 16385 bits");
    }

    private static UnusableKeyException readUnusable(BigInteger... key) throws IOException {
        String pem = pem(key);
        return catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromString(KEY_ID, pem));
    }

    private static String pem(BigInteger... k) throws IOException {
        byte[] der = new RSAPrivateKey(k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7]).getEncoded();
        return "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(der));
    }
}

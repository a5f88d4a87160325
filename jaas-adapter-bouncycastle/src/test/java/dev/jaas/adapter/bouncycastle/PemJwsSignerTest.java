// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.jaas.domain.KeyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemJwsSignerTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final byte[] INPUT = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJqaXRzaSJ9".getBytes(UTF_8);

    @TempDir
    static Path dir;

    static Tools tools;

    @BeforeAll
    static void makeKeys() {
        tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out key.pem 2048");
        tools.publicKey("key.pem", "key.pub");
        tools.run("openssl rsa -traditional -aes256 -in key.pem -out encrypted.pem -passout pass:PASS");
    }

    @Test
    void sign_anyInput_isAcceptedByOpensslAndByAnIndependentJwtLibrary() throws Exception {
        PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem"));

        byte[] signature = signer.sign(INPUT);

        assertThat(tools.verifies("key.pub", INPUT, signature)).isTrue();
        assertThat(tools.verifies("key.pub", "other".getBytes(UTF_8), signature))
                .isFalse();
        JWSVerifier verifier = new RSASSAVerifier(signer.publicKey());
        assertThat(verifier.verify(JWSHeader.parse("{\"alg\":\"RS256\"}"), INPUT, Base64URL.encode(signature)))
                .isTrue();
    }

    @Test
    void publicKey_always_isTheOneThatOpensslExports() throws Exception {
        String pem = tools.text("key.pub").replaceAll("-----[A-Z ]+-----|\\s", "");
        assertThat(PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem")).publicKey())
                .isEqualTo(KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
    }

    @Test
    void fromFileStringAndStream_readTheSameKey() throws IOException {
        PemJwsSigner fromFile = PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem"));
        PemJwsSigner fromText = PemJwsSigner.fromString(KEY_ID, tools.text("key.pem"));
        try (InputStream in = Files.newInputStream(dir.resolve("key.pem"))) {
            PemJwsSigner fromStream = PemJwsSigner.builder(KEY_ID).fromStream(in);
            assertThat(Stream.of(fromText, fromStream).map(signer -> signer.sign(INPUT)))
                    .allSatisfy(signature -> assertThat(signature).isEqualTo(fromFile.sign(INPUT)));
        }
    }

    @Test
    void sign_manyThreads_allSignaturesAreTheSame() throws Exception {
        PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem"));
        byte[] expected = signer.sign(INPUT);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> task = () -> signer.sign(INPUT);
            for (Future<byte[]> signature : threads.invokeAll(Collections.nCopies(200, task))) {
                assertThat(signature.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_once_makesSigningFailAndKeepsThePublicKey() {
        PemJwsSigner signer = PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem"));
        signer.close();
        signer.close();
        assertThatIllegalStateException().isThrownBy(() -> signer.sign(INPUT)).withMessageContaining("closed");
        assertThat(signer.publicKey()).isNotNull();
    }

    @Test
    void toString_always_containsIdAndSizeOnly() {
        assertThat(PemJwsSigner.fromFile(KEY_ID, dir.resolve("key.pem")))
                .hasToString("PemJwsSigner[vpaas-magic-cookie-test/ed85b6, RSA 2048 bits]");
    }

    @Test
    void passphrase_wipedByTheCallerBeforeReading_decryptsTheKey() {
        char[] passphrase = Tools.PASSPHRASE.toCharArray();
        PemJwsSigner.Builder builder = PemJwsSigner.builder(KEY_ID).passphrase(passphrase);
        Arrays.fill(passphrase, ' ');
        assertThat(builder.fromFile(dir.resolve("encrypted.pem")).sign(INPUT)).hasSize(256);
    }

    @Test
    void passphrase_afterOneRead_isWiped() {
        PemJwsSigner.Builder builder = PemJwsSigner.builder(KEY_ID).passphrase(Tools.PASSPHRASE.toCharArray());
        builder.fromFile(dir.resolve("encrypted.pem"));
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> builder.fromFile(dir.resolve("encrypted.pem")))
                .withMessageContaining("no passphrase was given");
    }

    @Test
    void passphrase_forAKeyThatIsNotEncrypted_isIgnored() {
        PemJwsSigner.Builder builder = PemJwsSigner.builder(KEY_ID).passphrase("any".toCharArray());
        assertThat(builder.fromFile(dir.resolve("key.pem")).sign(INPUT)).hasSize(256);
    }

    @Test
    void provider_given_signsWithIt() {
        Provider provider = Security.getProvider("SunRsaSign");
        PemJwsSigner signer = PemJwsSigner.builder(KEY_ID).provider(provider).fromFile(dir.resolve("key.pem"));
        assertThat(tools.verifies("key.pub", INPUT, signer.sign(INPUT))).isTrue();
    }

    @Test
    void provider_withoutRsa_isRefusedWhenTheKeyIsRead() {
        Provider provider = Security.getProvider("SUN");
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(
                        () -> PemJwsSigner.builder(KEY_ID).provider(provider).fromFile(dir.resolve("key.pem")))
                .withMessageContaining("the provider SUN does not accept the key");
    }

    @Test
    void provider_thatCannotSign_isRefusedWhenTheKeyIsRead() {
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> PemJwsSigner.builder(KEY_ID)
                        .provider(new KeyFactoryOnly())
                        .fromFile(dir.resolve("key.pem")))
                .withMessageContaining("the provider KeyFactoryOnly does not accept the key");
    }

    /** As another BouncyCastle that an application registered as its first provider may. */
    @ParameterizedTest
    @ValueSource(classes = {NoSuchMethodError.class, SecurityException.class, IllegalArgumentException.class})
    void provider_thatFailsInAnyWay_isNamedInsteadOfTheKey(Class<? extends Throwable> failure) {
        Provider provider = new Provider("Broken", "1", "fails") {
            private static final long serialVersionUID = 1L;

            @Override
            public Service getService(String type, String algorithm) {
                return sneakyThrow(failure);
            }
        };
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(
                        () -> PemJwsSigner.builder(KEY_ID).provider(provider).fromFile(dir.resolve("key.pem")))
                .withMessageContaining("the provider Broken does not accept the key (%s)", failure.getSimpleName());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable, T> T sneakyThrow(Class<? extends Throwable> failure) throws E {
        try {
            throw (E) failure.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void fromFile_anyKey_registersNoProvider() {
        PemJwsSigner.builder(KEY_ID).passphrase(Tools.PASSPHRASE.toCharArray()).fromFile(dir.resolve("encrypted.pem"));
        assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("BC");
    }

    @Test
    void fromStream_anyStream_leavesItOpen() {
        boolean[] closed = new boolean[1];
        InputStream in = new ByteArrayInputStream(tools.text("key.pem").getBytes(UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        PemJwsSigner.builder(KEY_ID).fromStream(in);
        assertThat(closed[0]).isFalse();
    }
}

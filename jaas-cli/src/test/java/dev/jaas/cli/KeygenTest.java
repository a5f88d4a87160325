// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jaas keygen}. */
@Tag("slow")
class KeygenTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void keygen_writesThePrivateKeyForItsOwnerAndPrintsThePublicOne() throws Exception {
        Path file = directory.resolve("jaas.key");
        Invocation.Result result = new Invocation().run("keygen", file.toString());

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .isEqualTo("The private key is in " + file + ". Upload this public key in the JaaS console:\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey privateKey =
                (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der(Files.readString(file))));
        RSAPublicKey publicKey = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(der(result.out())));
        assertThat(privateKey.getModulus().bitLength()).isEqualTo(4096);
        assertThat(publicKey.getModulus()).isEqualTo(privateKey.getModulus());
        assertThat(publicKey.getPublicExponent()).isEqualTo(privateKey.getPublicExponent());
        assertThat(new Invocation()
                        .with("JAAS_KEY_ID", Keys.KEY_ID)
                        .run("token", "--private-key", file.toString())
                        .status())
                .isZero();

        assumeThat(Bash.run("command -v openssl || true", Map.of())).isNotEmpty();
        assertThat(Bash.run("openssl pkey -in \"$KEY\" -pubout", Map.of("KEY", file.toString())))
                .isEqualTo(result.out());
    }

    @Test
    void keygen_existingFileOrLink_isNotReplaced() throws Exception {
        Path file = Files.writeString(directory.resolve("in use"), "a key");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("missing"));
        for (Path taken : new Path[] {file, link}) {
            Invocation.Result result = new Invocation().run("keygen", taken.toString(), "--json");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .contains("exists, and it may hold a key that is in use")
                    .hasLineCount(1);
            assertThat(JSONObjectUtils.parse(result.out())).containsEntry("outcome", "refused");
        }
        assertThat(file).hasContent("a key");
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}

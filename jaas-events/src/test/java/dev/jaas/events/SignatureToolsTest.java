// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures that independent implementations make are accepted. */
class SignatureToolsTest {

    private static final long TIME = 1_795_000_000;
    private static final String SECRET = "whsec_ed2b8f3a5c1d4e6f9a0b7c8d";
    private static final String NODE_SCRIPT = """
            const { createHmac } = require('node:crypto');
            const body = require('node:fs').readFileSync(process.argv[3]);
            const hmac = createHmac('sha256', process.argv[1]).update(process.argv[2] + '.').update(body);
            process.stdout.write(hmac.digest('base64'));
            """;

    @TempDir
    Path directory;

    @Test
    void verify_signatureByOpenssl_isAccepted() throws Exception {
        for (String type : Webhooks.exampleTypes()) {
            byte[] body = Webhooks.example(type).getBytes(UTF_8);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes((TIME + ".").getBytes(US_ASCII));
            signed.writeBytes(body);
            Path file = Files.write(directory.resolve("signed"), signed.toByteArray());

            byte[] mac = run(
                    "openssl",
                    "dgst",
                    "-sha256",
                    "-mac",
                    "HMAC",
                    "-macopt",
                    "key:" + SECRET,
                    "-binary",
                    file.toString());

            assertAccepted(Base64.getEncoder().encodeToString(mac), body);
        }
    }

    @Test
    void verify_signatureByNode_isAccepted() throws Exception {
        assumeTrue(isInstalled("node"), "Node.js is not installed");
        byte[] body = Webhooks.BODY;
        Path file = Files.write(directory.resolve("body"), body);

        byte[] signature = run("node", "-e", NODE_SCRIPT, SECRET, String.valueOf(TIME), file.toString());

        assertAccepted(new String(signature, US_ASCII), body);
    }

    private static void assertAccepted(String signature, byte[] body) {
        WebhookVerifier verifier =
                WebhookVerifier.builder(SECRET).clock(Webhooks.at(TIME)).build();

        assertThat(signature).hasSize(44);
        assertThatCode(() -> verifier.verify("t=" + TIME + ",v1=" + signature, body))
                .doesNotThrowAnyException();
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] run(String... words) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(List.of(words))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllBytes(output);
    }
}

// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.transport.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A simulator that speaks TLS 1.3 with a certificate on the curve P-256, and what the programs need for it. */
final class Service implements AutoCloseable {

    private static final String PASSPHRASE = "correct horse";
    private static final String WEBHOOK_SECRET = "whsec_0123456789abcdef";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    final JaasSimulator simulator;
    final ConferenceName standup;
    final UserId guest = UserId.parse("guest");
    final TestAuthority authority = TestAuthority.create();

    private final Map<String, String> environment = new HashMap<>();
    private final Path webhook;

    /** Writes the encrypted key, the authority's certificate and a webhook's body to a directory. */
    Service(Path directory) throws IOException, GeneralSecurityException {
        simulator = JaasSimulator.builder().tls(authority.issue("127.0.0.1")).start();
        standup = simulator.conference("standup");
        byte[] body = joined(simulator.join(standup, guest));

        webhook = Files.write(directory.resolve("webhook.json"), body);
        Path key = directory.resolve("key.pem");
        Files.writeString(key, pem("ENCRYPTED PRIVATE KEY", encrypted(simulator.privateKeyPem())));
        Path certificate = directory.resolve("authority.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", authority.certificate().getEncoded()));
        environment.put("JAAS_KEY_ID", simulator.keyId().toString());
        environment.put("JAAS_PRIVATE_KEY_FILE", key.toString());
        environment.put("JAAS_PRIVATE_KEY_PASSPHRASE", PASSPHRASE);
        environment.put("JAAS_BASE_URL", simulator.baseUrl().toString());
        environment.put("TRUSTED_CERTIFICATE", certificate.toString());
        environment.put("WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("WEBHOOK_SIGNATURE", signature(body));
    }

    /** The settings, and the signature of the webhook. */
    Map<String, String> environment() {
        return environment;
    }

    /** The body of the webhook that reports the guest. */
    Path webhook() {
        return webhook;
    }

    @Override
    public void close() {
        simulator.close();
    }

    private byte[] joined(ParticipantId participant) {
        return """
                {"eventType":"PARTICIPANT_JOINED","idempotencyKey":"45892714","timestamp":1600951818143,"fqn":"%s/standup",
                "data":{"id":"%s","participantId":"%s"}}""".formatted(simulator.appId(), guest, participant).getBytes(UTF_8);
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        long now = System.currentTimeMillis() / 1000;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
        mac.update((now + ".").getBytes(UTF_8));
        return "t=" + now + ",v1=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    /** PKCS#8 with PBES2, as {@code openssl pkcs8 -topk8} writes it. */
    private static byte[] encrypted(String pem) throws GeneralSecurityException, IOException {
        byte[] plain = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        // By its standard name, which is the only one that EncryptedPrivateKeyInfo knows on Java 17.
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(plain)).getEncoded();
    }

    private static String pem(String label, byte[] contents) {
        return "-----BEGIN " + label + "-----\n" + PEM.encodeToString(contents) + "\n-----END " + label + "-----\n";
    }
}

// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.jaas.Jaas;
import dev.jaas.JaasBuilder;
import dev.jaas.adapter.vertx.VertxConferenceManagement;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.WebhookVerifier;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * An application that uses a webhook, both transports and an encrypted key, or, with the argument {@code plain}, one that is not
 * encrypted. {@link CompatibilityTest} runs it with several class paths, so it uses neither JUnit nor AssertJ.
 */
final class EveryPart {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final String ENCRYPTION = "PBEWithHmacSHA256AndAES_256";
    private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The proxy is for TLS, so nothing goes through it, but every setting is made. */
    private static final TransportSettings SETTINGS = TransportSettings.builder()
            .connectTimeout(TIMEOUT)
            .proxy("proxy.example.com", 3128)
            .build();

    private EveryPart() {}

    public static void main(String[] arguments) throws Exception {
        try (WebhookServer server = new WebhookServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                JaasSimulator simulator = JaasSimulator.builder()
                        .webhook(URI.create("http://127.0.0.1:" + server.port() + "/webhooks"), SECRET)
                        .start()) {
            String pem = simulator.privateKeyPem();
            String key = arguments.length > 0 ? pem : encrypted(pem);
            try (Jaas jaas = settings(simulator, key).transport(SETTINGS).build()) {
                banForWebhook(server, simulator, jaas);
            }
            Vertx vertx = Vertx.vertx();
            try (VertxHttpTransport transport = VertxHttpTransport.create(vertx, SETTINGS);
                    Jaas jaas = settings(simulator, key).transport(transport).build()) {
                dialOut(simulator, VertxConferenceManagement.of(vertx, jaas));
            } finally {
                await(vertx.close());
            }
        }
    }

    private static JaasBuilder settings(JaasSimulator simulator, String key) {
        return Jaas.builder()
                .baseUrl(simulator.baseUrl())
                .keyId(simulator.keyId())
                .privateKey(key)
                .passphrase(PASSPHRASE)
                .client(client -> client.attemptTimeout(TIMEOUT).commandTimeout(TIMEOUT));
    }

    private static void banForWebhook(WebhookServer server, JaasSimulator simulator, Jaas jaas)
            throws InterruptedException {
        UserId troll = UserId.parse("auth0|troll");
        server.start(new Gatekeeper(WebhookVerifier.of(SECRET), jaas.blocking(), troll::equals)::receive);
        simulator.join(simulator.conference("standup"), troll);
        simulator.awaitWebhooks(TIMEOUT);
        System.out.println("JDK: banned " + simulator.bannedUsers());
    }

    private static void dialOut(JaasSimulator simulator, VertxConferenceManagement jaas) throws Exception {
        simulator.join(simulator.conference("retro"), UserId.parse("host"));
        await(jaas.dialOut(jaas.conference("retro"), PhoneNumber.parse("+40747777777")));
        System.out.println(
                "Vert.x: " + simulator.room(simulator.conference("retro")).calls());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(TIMEOUT.toSeconds(), SECONDS);
    }

    /** As {@code openssl pkcs8 -topk8} does it: PBES2 with PBKDF2 and AES-256. */
    private static String encrypted(String pem) throws GeneralSecurityException, IOException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        PBEKeySpec passphrase = new PBEKeySpec(PASSPHRASE);
        cipher.init(
                Cipher.ENCRYPT_MODE, SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(passphrase));
        // The JDK's name of the whole encryption stands for no object identifier; PBES2 does.
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] info = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(der)).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(info)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/** The JDK's client as people write it, with a token made in advance or with one for each request. */
final class SendAsyncContender implements Contender {

    private static final int LIFETIME_SECONDS = 600;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Target target;
    private final Supplier<String> authorization;
    private final byte[] body = WorkDirectory.body();

    private SendAsyncContender(Target target, Supplier<String> authorization) {
        this.target = target;
        this.authorization = authorization;
    }

    static SendAsyncContender withReadyToken(Target target) {
        String ready = target.authorization();
        return new SendAsyncContender(target, () -> ready);
    }

    /** Signs a token for each request, by the library that most people use for that. */
    static SendAsyncContender withTokenPerRequest(Target target) {
        Algorithm algorithm = Algorithm.RSA256(null, privateKey(target));
        String keyId = WorkDirectory.KEY_IDS.get(0).value();
        String subject = WorkDirectory.KEY_IDS.get(0).appId().value();
        return new SendAsyncContender(target, () -> {
            Instant now = Instant.now();
            return "Bearer "
                    + JWT.create()
                            .withKeyId(keyId)
                            .withAudience("jitsi")
                            .withIssuer("chat")
                            .withSubject(subject)
                            .withClaim("admin", true)
                            .withNotBefore(now.minusSeconds(60))
                            .withExpiresAt(now.plusSeconds(LIFETIME_SECONDS))
                            .sign(algorithm);
        });
    }

    private static RSAPrivateKey privateKey(Target target) {
        try {
            String pem = Files.readString(target.directory().privateKey(0));
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot be read", e);
        }
    }

    @Override
    public void send(Completion completion) {
        HttpRequest request = HttpRequest.newBuilder(target.commandUri())
                .header("Authorization", authorization.get())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
            if (failure != null) {
                System.err.println(failure); // ends the measurement, and should say why
            }
            completion.completed(failure == null && response.statusCode() == 200);
        });
    }

    @Override
    public void close() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.process;

import java.io.FileReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * What {@code jaas kick} is compared with: a program that does just that, as short as people write it. It makes the JWT by
 * hand, since a library would only slow it down.
 */
public final class PlainKick {

    private PlainKick() {}

    /** Kicks: key file, key id, base URL, full name of the conference, participant id. */
    public static void main(String[] args) throws Exception {
        PrivateKey key;
        try (PEMParser pem = new PEMParser(new FileReader(args[0], StandardCharsets.US_ASCII))) {
            key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) pem.readObject());
        }
        long now = Instant.now().getEpochSecond();
        String appId = args[1].substring(0, args[1].indexOf('/'));
        String input = base64("{\"alg\":\"RS256\",\"kid\":\"" + args[1] + "\",\"typ\":\"JWT\"}") + "."
                + base64("{\"aud\":\"jitsi\",\"exp\":" + (now + 600) + ",\"iss\":\"chat\",\"admin\":true,\"nbf\":"
                        + (now - 60) + ",\"sub\":\"" + appId + "\"}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        String token = input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        String body = "{\"action\":\"KICK_PARTICIPANT\",\"payload\":{\"conferenceFullName\":\"" + args[3]
                + "\",\"participantId\":\"" + args[4] + "\"}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[2] + "/v1/_jaas/conference-commands/v1/meeting"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        System.out.println(status);
        System.exit(status == 200 ? 0 : 1);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

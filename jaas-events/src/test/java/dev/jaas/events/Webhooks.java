// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhook requests as JaaS makes them, and the examples of 8x8's documentation. */
final class Webhooks {

    /** The documentation's, with its signature. */
    static final String SECRET = "whsec_9635df66714a4cf088ee9d0979dd3bf6";

    static final long TIME = 1632490060;
    static final String SIGNATURE = "xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=";
    static final byte[] BODY =
            ("{\"eventType\":\"PARTICIPANT_JOINED\",\"sessionId\":\"9a441d60-ceaf-4eba-b0a8-a7d940a76e1b\","
                            + "\"timestamp\":1632490058278,"
                            + "\"fqn\":\"vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f/sampleappromanticshiftsstripas\","
                            + "\"idempotencyKey\":\"9e9e7420-562d-4659-8e22-44b9b22aaa49\","
                            + "\"customerId\":\"96f0941768964ab380ed0fbada7a502f\","
                            + "\"appId\":\"vpaas-magic-cookie-96f0941768964ab380ed0fbada7a502f\","
                            + "\"data\":{\"avatar\":\"\",\"name\":\"Test User\",\"id\":\"auth0|5f903d7a77f3b4006eb8e67d\","
                            + "\"participantJid\":\"fc1ea14a-9bca-4218-a563-8c627e803d56@8x8.vc\",\"moderator\":true,"
                            + "\"email\":\"test.user@company.com\"}}")
                    .getBytes(UTF_8);

    static final Clock CLOCK = at(TIME);

    private Webhooks() {}

    static Clock at(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }

    static String header(byte[] body) {
        return header(SECRET, TIME, body);
    }

    static String header(String secret, long time, byte[] body) {
        return "t=" + time + ",v1=" + sign(secret, String.valueOf(time), body);
    }

    static String sign(String secret, String time, byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(secret.getBytes(UTF_8), time, body));
    }

    static byte[] hmac(byte[] secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs the body and has it verified. */
    static JaasEvent receive(String body) {
        return receive(body.getBytes(UTF_8));
    }

    static JaasEvent receive(byte[] body) {
        return WebhookVerifier.builder(SECRET).clock(CLOCK).build().verify(header(body), body);
    }

    /** An event of the type in the room {@code standup} with the time, key and data. */
    static String json(String type, Instant timestamp, String key, String data) {
        return """
                {"eventType":"%s","timestamp":%d,"idempotencyKey":"%s","fqn":"vpaas-magic-cookie-test/standup","data":%s}""".formatted(type, timestamp.toEpochMilli(), key, data);
    }

    static String example(String type) {
        try (InputStream in = Webhooks.class.getResourceAsStream(type + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that the documentation has examples of. */
    static List<String> exampleTypes() {
        try (Stream<Path> files = Files.list(
                Path.of(Webhooks.class.getResource("USAGE.json").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

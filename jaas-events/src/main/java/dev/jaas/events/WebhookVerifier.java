// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static dev.jaas.events.WebhookException.Reason.BODY_TOO_LARGE;
import static dev.jaas.events.WebhookException.Reason.SIGNATURE_MISMATCH;
import static dev.jaas.events.WebhookException.Reason.TIME_OUT_OF_TOLERANCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a webhook request is from JaaS, unchanged and recent, and reads its body.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(secret);
 *
 * JaasEvent event = verifier.verify(header(WebhookVerifier.SIGNATURE_HEADER), body);
 * }</pre>
 *
 * <p>The signature is HMAC-SHA256, with the endpoint's secret as key, over the time in the header, a dot and the bytes of the body.
 * The body is parsed only after the signature was found valid. Signatures are compared in constant time.
 *
 * <p>A request that was signed less than the tolerance ago can be sent again by someone who recorded it: recognise it by its
 * idempotency key ({@link EventDeduplicator}).
 *
 * <p>Instances are immutable and may be used by any number of threads.
 */
public final class WebhookVerifier {

    /** The name of the header that carries the signature. */
    public static final String SIGNATURE_HEADER = "X-Jaas-Signature";

    /** How far the time of a signature may be from this machine's clock, in the past or the future, by default. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** How large a body may be, in bytes: 4 MiB. An HTTP server may refuse to read more than that. */
    public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final Duration tolerance;
    private final Clock clock;

    private WebhookVerifier(List<SecretKeySpec> keys, Duration tolerance, Clock clock) {
        this.keys = keys;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Creates a verifier with the default tolerance.
     *
     * @param secrets the endpoint's secret as the JaaS console shows it ({@code whsec_…}); while it is rotated, the old and the new
     * @return the verifier
     * @throws IllegalArgumentException if there is no secret, or one is blank or has white space around it
     */
    public static WebhookVerifier of(String... secrets) {
        return builder(secrets).build();
    }

    /**
     * Starts to create a verifier with other settings.
     *
     * @param secrets as for {@link #of}
     * @return the builder
     * @throws IllegalArgumentException if there is no secret, or one is blank or has white space around it
     */
    public static Builder builder(String... secrets) {
        return new Builder(secrets);
    }

    /**
     * Verifies a request and reads its body.
     *
     * @param signatureHeader the value of the header {@value #SIGNATURE_HEADER}, or null if the request has none
     * @param body the body as it was received, byte for byte: not decoded, parsed or written again
     * @return the event
     * @throws WebhookException if the request must not be trusted or its body cannot be read; respond with its
     *     {@link WebhookException#httpStatus()}
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    public JaasEvent verify(@Nullable String signatureHeader, byte[] body) {
        SignatureHeader header = SignatureHeader.parse(signatureHeader);
        if (body.length > MAX_BODY_BYTES) {
            throw new WebhookException(
                    BODY_TOO_LARGE,
                    "The body has " + body.length + " bytes; at most " + MAX_BODY_BYTES + " are accepted.");
        }
        checkSignature(header, body);
        checkTime(header);
        return EventReader.read(body);
    }

    private void checkSignature(SignatureHeader header, byte[] body) {
        boolean valid = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = sign(key, header.time(), body);
            for (String signature : header.signatures()) {
                // As text: base64 that decodes to the same bytes but is spelled differently is not accepted.
                valid |= MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
            }
        }
        if (!valid) {
            throw new WebhookException(
                    SIGNATURE_MISMATCH,
                    "The signature does not fit the body; if the request came from JaaS, check that the secret is this"
                            + " endpoint's and that the body's bytes are passed on unchanged.");
        }
    }

    private void checkTime(SignatureHeader header) {
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(header.time())), clock.instant());
        if (age.abs().compareTo(tolerance) > 0) {
            throw new WebhookException(
                    TIME_OUT_OF_TOLERANCE,
                    "The signature is valid, but its time is " + age.abs().toSeconds()
                            + (age.isNegative() ? " s after" : " s before") + " this machine's clock, and "
                            + tolerance.toSeconds()
                            + " s are tolerated: it is a replay, or the clock is wrong.");
        }
    }

    /** The signature in base64. */
    private static byte[] sign(SecretKeySpec key, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(time.getBytes(ISO_8859_1));
            mac.update((byte) '.');
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + ALGORITHM + ", which every JVM must have.", e);
        }
    }

    /**
     * Describes the verifier without its secrets.
     *
     * @return the number of secrets and the tolerance
     */
    @Override
    public String toString() {
        return "WebhookVerifier[secrets=" + keys.size() + ", tolerance=" + tolerance + "]";
    }

    /** Creates a {@link WebhookVerifier}. It is not thread-safe. */
    public static final class Builder {

        private final List<SecretKeySpec> keys = new ArrayList<>();
        private Duration tolerance = DEFAULT_TOLERANCE;
        private Clock clock = Clock.systemUTC();

        private Builder(String... secrets) {
            requireNonNull(secrets, "the array of webhook secrets is null");
            if (secrets.length == 0) {
                throw new IllegalArgumentException(
                        "A webhook verifier needs a secret: reveal the endpoint's on the Webhooks page of the JaaS console.");
            }
            for (String secret : secrets) {
                requireNonNull(secret, "the webhook secret is null");
                if (secret.isBlank() || !secret.strip().equals(secret)) {
                    throw new IllegalArgumentException(
                            "A webhook secret (its text is not shown) is blank or has white space around it; pass exactly what the JaaS console shows.");
                }
                keys.add(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            }
        }

        /**
         * Sets how far the time of a signature may be from this machine's clock, in the past or the future.
         *
         * @param value 1 s to 1 day; by default {@link WebhookVerifier#DEFAULT_TOLERANCE}
         * @return this builder
         * @throws IllegalArgumentException if the value is out of range
         */
        public Builder tolerance(Duration value) {
            requireNonNull(value, "the tolerance is null");
            if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("tolerance must be 1 s to 1 day, not " + value + ".");
            }
            tolerance = value;
            return this;
        }

        /**
         * Sets the clock that the time of a signature is compared with.
         *
         * @param value the clock; by default the system's
         * @return this builder
         */
        public Builder clock(Clock value) {
            clock = requireNonNull(value, "the clock is null");
            return this;
        }

        /**
         * Creates the verifier.
         *
         * @return the verifier
         */
        public WebhookVerifier build() {
            return new WebhookVerifier(List.copyOf(keys), tolerance, clock);
        }
    }
}

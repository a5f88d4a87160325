// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The claims of the admin token (specification, "JWT payload example"): {@code aud} {@value #AUDIENCE}, {@code iss}
 * {@value #ISSUER}, {@code admin} true, and three that vary.
 *
 * <p>Jitsi's verifier allows no leeway: it rejects a token from its {@code exp} on, and before its {@code nbf}.
 *
 * @param subject {@code sub}: the AppID, the same as in the key id and in every command that the token authorises
 * @param notBefore {@code nbf}, in whole seconds
 * @param expiresAt {@code exp}, in whole seconds, after {@code nbf}
 */
public record AdminClaims(AppId subject, Instant notBefore, Instant expiresAt) {

    /** The value of {@code aud}. */
    public static final String AUDIENCE = "jitsi";

    /** The value of {@code iss}. */
    public static final String ISSUER = "chat";

    /** How far {@link #issuedAt} back-dates {@code nbf}, for verifiers whose clock is slow: 60 s. */
    public static final Duration BACKDATING = Duration.ofSeconds(60);

    /** Times are whole seconds, so a token with a shorter lifetime could expire before it is used. */
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);

    /**
     * Truncates both times to whole seconds and checks their order.
     *
     * @throws IllegalArgumentException if the token would expire before it becomes valid
     */
    public AdminClaims {
        requireNonNull(subject, "the subject is null");
        requireNonNull(notBefore, "the time notBefore is null");
        requireNonNull(expiresAt, "the time expiresAt is null");
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        if (!expiresAt.isAfter(notBefore)) {
            throw new IllegalArgumentException("An admin token must expire after " + notBefore
                    + ", when it becomes valid, not at " + expiresAt + ".");
        }
    }

    /**
     * The claims of a token that is issued now.
     *
     * @param subject the AppID
     * @param now the wall-clock time
     * @param lifetime how long the token is valid from now, at least a second
     * @return the claims, with {@code nbf} {@link #BACKDATING} before now
     * @throws IllegalArgumentException if the lifetime is less than a second
     */
    public static AdminClaims issuedAt(AppId subject, Instant now, Duration lifetime) {
        requireNonNull(now, "the time is null");
        requireNonNull(lifetime, "the lifetime is null");
        if (lifetime.compareTo(MIN_LIFETIME) < 0) {
            throw new IllegalArgumentException("An admin token must live for a second or more, not " + lifetime + ".");
        }
        return new AdminClaims(subject, now.minus(BACKDATING), now.plus(lifetime));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdminClaimsTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.999999999Z");

    @Test
    void issuedAt_always_isBackdatedByAMinuteInWholeSeconds() {
        AdminClaims claims = AdminClaims.issuedAt(APP, NOW, Duration.ofMinutes(10));

        assertThat(claims.subject()).isEqualTo(APP);
        assertThat(claims.notBefore()).isEqualTo(Instant.parse("2026-11-23T11:59:00Z"));
        assertThat(claims.expiresAt()).isEqualTo(Instant.parse("2026-11-23T12:10:00Z"));
    }

    @Test
    void constants_always_areThoseOfTheSpecification() {
        assertThat(AdminClaims.AUDIENCE).isEqualTo("jitsi");
        assertThat(AdminClaims.ISSUER).isEqualTo("chat");
    }

    @Test
    void issuedAt_shortestLifetime_isValid() {
        AdminClaims claims = AdminClaims.issuedAt(APP, NOW, Duration.ofSeconds(1));

        assertThat(claims.expiresAt()).isAfter(NOW);
        assertThatThrownBy(() -> AdminClaims.issuedAt(APP, NOW, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a second or more, not PT0.999S");
    }

    @Test
    void new_expiringBeforeItsNotBefore_isRefused() {
        assertThatThrownBy(() -> new AdminClaims(APP, NOW, NOW.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must expire after 2026-11-23T12:00:00Z");
    }
}

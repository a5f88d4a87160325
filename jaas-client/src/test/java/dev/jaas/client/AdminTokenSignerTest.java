// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminTokenSignerTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_600_000_060);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Test
    void sign_anyTime_makesExactlyTheTokenOfTheSpecification() throws Exception {
        SignedJWT token = SignedJWT.parse(
                AdminTokenSigner.sign(new ScriptedSigner(), NOW, LIFETIME).compact());

        assertThat(ScriptedSigner.verifies(token)).isTrue();
        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "kid", Commands.KEY_ID.value(), "typ", "JWT"));
        assertThat(token.getPayload().toJSONObject())
                .isEqualTo(Map.of(
                        "aud",
                        "jitsi",
                        "exp",
                        1_600_000_660L,
                        "iss",
                        "chat",
                        "admin",
                        true,
                        "nbf",
                        1_600_000_000L,
                        "sub",
                        Commands.APP.value()));
    }

    @Test
    void sign_signerThatFails_failsAsTheSignerDoes() {
        ScriptedSigner broken = new ScriptedSigner().thenFail(() -> new IllegalArgumentException("broken"));

        assertThatThrownBy(() -> AdminTokenSigner.sign(broken, NOW, LIFETIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
    }
}

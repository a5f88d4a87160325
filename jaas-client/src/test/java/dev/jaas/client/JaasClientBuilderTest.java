// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaasClientBuilderTest {

    private final JaasClient.Builder builder = JaasClient.builder(new ScriptedSigner(), new ScriptedTransport(1));

    interface Setting {
        void set(JaasClient.Builder builder);
    }

    @SuppressWarnings("NullAway") // that null is refused is what is tested
    static Stream<Arguments> nulls() {
        return Stream.of(
                setting("base URL", builder -> builder.baseUrl(null)),
                setting("timeout", builder -> builder.commandTimeout(null)),
                setting("timeout", builder -> builder.attemptTimeout(null)),
                setting("lifetime", builder -> builder.tokenLifetime(null)),
                setting("clock", builder -> builder.clock(null)),
                setting("executor", builder -> builder.callbackExecutor(null)),
                setting("observer", builder -> builder.addObserver(null)),
                setting("signer", builder -> JaasClient.builder(null, new ScriptedTransport(1))),
                setting("transport", builder -> JaasClient.builder(new ScriptedSigner(), null)));
    }

    @Test
    void defaults_areThePlans() {
        assertThat(JaasClient.Builder.DEFAULT_BASE_URL).hasToString("https://8x8.vc");
        assertThat(JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT).isEqualTo(Duration.ofSeconds(10));
        assertThat(JaasClient.Builder.DEFAULT_ATTEMPT_TIMEOUT).isEqualTo(Duration.ofSeconds(4));
        assertThat(JaasClient.Builder.DEFAULT_TOKEN_LIFETIME).isEqualTo(Duration.ofMinutes(10));
        assertThat(JaasClient.Builder.DEFAULT_MAX_ATTEMPTS).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void setting_ofNull_isRefusedByItsName(String name, Setting setting) {
        assertThatThrownBy(() -> setting.set(builder))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the " + name + " is null");
    }

    @ParameterizedTest
    @CsvSource({
        // command, attempt, token in ms
        "251,      251,    1502",
        "10000,    10000,  21000",
        "10000,    1,      86400000",
        "43199500, 1000,   86400000"
    })
    void build_atTheEdgeOfTheRanges_isAccepted(long command, long attempt, long token) {
        times(command, attempt, token);

        assertThatCode(() -> builder.build().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "250,   250,   600000,   commandTimeout must be more than 250 ms",
        "0,     1,     600000,   commandTimeout must be more than 250 ms",
        "-1,    1,     600000,   commandTimeout must be more than 250 ms",
        "10000, 0,     600000,   attemptTimeout must be more than zero",
        "10000, -1,    600000,   attemptTimeout must be more than zero",
        "10000, 10001, 600000,   attemptTimeout must be more than zero and at most commandTimeout",
        "10000, 4000,  20999,    tokenLifetime must be at least a second more than twice commandTimeout",
        "300,   300,   1599,     tokenLifetime must be at least a second more than twice commandTimeout",
        "10000, 4000,  -600000,  tokenLifetime must be at least a second more than twice commandTimeout",
        "10000, 4000,  86400001, tokenLifetime must be at least a second more than twice commandTimeout"
    })
    void build_valueOutOfRange_isRefusedByName(long command, long attempt, long token, String message) {
        times(command, attempt, token);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The client cannot be built: " + message)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 11, Integer.MAX_VALUE})
    void build_withNoOrTooManyAttempts_isRefused(int attempts) {
        builder.maxAttempts(attempts);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The client cannot be built: maxAttempts must be from 1 to 10, not " + attempts + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void build_withAttemptsInTheRange_isAccepted(int attempts) {
        assertThatCode(() -> builder.maxAttempts(attempts).build().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void build_onATransportWithoutPermits_isRefused(int permits) {
        assertThatThrownBy(() -> JaasClient.builder(new ScriptedSigner(), new ScriptedTransport(permits))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The client cannot be built: the transport must allow at least 1 exchange at a time, not "
                        + permits + ".");
    }

    @Test
    void baseUrl_thatCannotBeUsed_isRefusedAtOnce() {
        assertThatThrownBy(() -> builder.baseUrl(URI.create("http://8x8.vc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not travel unencrypted");
    }

    private void times(long command, long attempt, long token) {
        builder.commandTimeout(Duration.ofMillis(command))
                .attemptTimeout(Duration.ofMillis(attempt))
                .tokenLifetime(Duration.ofMillis(token));
    }

    private static Arguments setting(String name, Setting setting) {
        return Arguments.of(name, Named.of(name, setting));
    }
}

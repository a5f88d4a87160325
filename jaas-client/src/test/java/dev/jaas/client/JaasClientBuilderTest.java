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

    private final JaasClientBuilder builder = JaasClient.builder(new ScriptedSigner(), new ScriptedTransport(1));

    interface Setting {
        void set(JaasClientBuilder builder);
    }

    @SuppressWarnings("NullAway") // that null is refused is what is tested
    static Stream<Arguments> nulls() {
        return Stream.of(
                setting("url", builder -> builder.baseUrl(null)),
                setting("timeout", builder -> builder.callTimeout(null)),
                setting("timeout", builder -> builder.attemptTimeout(null)),
                setting("lifetime", builder -> builder.tokenLifetime(null)),
                setting("wallClock", builder -> builder.clock(null)),
                setting("executor", builder -> builder.callbackExecutor(null)),
                setting("observer", builder -> builder.addObserver(null)),
                setting("signer", builder -> JaasClient.builder(null, new ScriptedTransport(1))),
                setting("transport", builder -> JaasClient.builder(new ScriptedSigner(), null)));
    }

    @Test
    void defaults_areThePlans() {
        assertThat(builder.endpoint).hasToString("https://8x8.vc");
        assertThat(builder.callTimeout).isEqualTo(Duration.ofSeconds(10));
        assertThat(builder.attemptTimeout).isEqualTo(Duration.ofSeconds(4));
        assertThat(builder.tokenLifetime).isEqualTo(Duration.ofMinutes(10));
        assertThat(builder.maxAttempts).isEqualTo(3);
        assertThat(builder.random.getAsDouble()).isBetween(0.0, 1.0);
        assertThat(Stream.generate(builder.random::getAsDouble).limit(5).distinct())
                .hasSizeGreaterThan(1);
        assertThat(builder.observers).hasExactlyElementsOfTypes(LoggingObserver.class);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void setting_ofNull_isRefusedByItsName(String name, Setting setting) {
        assertThatThrownBy(() -> setting.set(builder))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name);
    }

    @ParameterizedTest
    @CsvSource({
        // call, attempt, token in ms
        "251,      251,    1502",
        "10000,    10000,  21000",
        "10000,    1,      86400000",
        "43199500, 1000,   86400000"
    })
    void build_atTheEdgeOfTheRanges_isAccepted(long call, long attempt, long token) {
        times(call, attempt, token);

        assertThatCode(() -> builder.build().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "250,   250,   600000,   callTimeout must be more than 250 ms",
        "0,     1,     600000,   callTimeout must be more than 250 ms",
        "-1,    1,     600000,   callTimeout must be more than 250 ms",
        "10000, 0,     600000,   attemptTimeout must be more than zero",
        "10000, -1,    600000,   attemptTimeout must be more than zero",
        "10000, 10001, 600000,   attemptTimeout must be more than zero and at most callTimeout",
        "10000, 4000,  20999,    tokenLifetime must be at least a second more than twice callTimeout",
        "300,   300,   1599,     tokenLifetime must be at least a second more than twice callTimeout",
        "10000, 4000,  -600000,  tokenLifetime must be at least a second more than twice callTimeout",
        "10000, 4000,  86400001, tokenLifetime must be at least a second more than twice callTimeout"
    })
    void build_ofNonsense_isRefusedByName(long call, long attempt, long token, String message) {
        times(call, attempt, token);

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
    void build_onATransportWithoutPlaces_isRefused(int places) {
        assertThatThrownBy(() -> JaasClient.builder(new ScriptedSigner(), new ScriptedTransport(places))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The client cannot be built: the transport must allow 1 exchange at once or more, not "
                        + places + ".");
    }

    @Test
    void baseUrl_thatCannotBeUsed_isRefusedAtOnce() {
        assertThatThrownBy(() -> builder.baseUrl(URI.create("http://8x8.vc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not travel unencrypted");
    }

    private void times(long call, long attempt, long token) {
        builder.callTimeout(Duration.ofMillis(call))
                .attemptTimeout(Duration.ofMillis(attempt))
                .tokenLifetime(Duration.ofMillis(token));
    }

    private static Arguments setting(String name, Setting setting) {
        return Arguments.of(name, Named.of(name, setting));
    }
}

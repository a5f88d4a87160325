// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.spi.TransportSettings.Credentials;
import dev.jaas.spi.TransportSettings.Proxy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportSettingsTest {

    @Test
    void defaults_always_areTwoSecondsAnd32DirectConnections() {
        for (TransportSettings settings : List.of(
                TransportSettings.defaults(), TransportSettings.builder().build())) {
            assertThat(settings.connectTimeout())
                    .isEqualTo(Duration.ofSeconds(2))
                    .isEqualTo(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
            assertThat(settings.maxConnections()).isEqualTo(32).isEqualTo(TransportSettings.DEFAULT_MAX_CONNECTIONS);
            assertThat(settings.proxy()).isNull();
            assertThat(settings.trustedCertificates()).isEmpty();
        }
        assertThat(TransportSettings.defaults()).isSameAs(TransportSettings.defaults());
    }

    @Test
    void build_everySetting_isKept() {
        TransportSettings settings = custom();

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.maxConnections()).isEqualTo(5);
        assertProxy(settings, "proxy.test", 3128);
        assertThat(settings.trustedCertificates()).isEmpty();
    }

    @Test
    void toBuilder_oneSettingChanged_keepsTheOthersAndTheOriginal() {
        TransportSettings settings = custom();

        TransportSettings changed = settings.toBuilder().maxConnections(7).build();

        assertThat(changed.maxConnections()).isEqualTo(7);
        assertThat(changed.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(changed.proxy()).isSameAs(settings.proxy());
        assertThat(changed.trustedCertificates()).isSameAs(settings.trustedCertificates());
        assertThat(settings.maxConnections()).isEqualTo(5);
    }

    @Test
    void build_twice_givesSettingsThatTheBuilderCannotChange() {
        TransportSettings.Builder builder = TransportSettings.builder().maxConnections(5);
        TransportSettings first = builder.build();

        TransportSettings second = builder.maxConnections(6).build();

        assertThat(first.maxConnections()).isEqualTo(5);
        assertThat(second.maxConnections()).isEqualTo(6);
    }

    @Test
    void proxy_setTwice_isTheLast() {
        TransportSettings settings = TransportSettings.builder()
                .proxy("first.test", 1, "ann", "hunter2")
                .proxy("second.test", 65535)
                .build();

        assertProxy(settings, "second.test", 65535);
        assertThat(Objects.requireNonNull(settings.proxy()).credentials()).isNull();
    }

    @Test
    void proxy_withCredentials_hasBoth() {
        Proxy proxy = TransportSettings.builder()
                .proxy("proxy.test", 3128, "ann", "hunter2")
                .build()
                .proxy();

        Credentials credentials =
                Objects.requireNonNull(Objects.requireNonNull(proxy).credentials());
        assertThat(credentials.user()).isEqualTo("ann");
        assertThat(credentials.password()).isEqualTo("hunter2");
    }

    @Test
    void trustedCertificates_changedAfterwards_areThoseOfTheCall() {
        List<X509Certificate> certificates = new ArrayList<>();
        TransportSettings settings =
                TransportSettings.builder().trustedCertificates(certificates).build();

        certificates.add(null);

        assertThat(settings.trustedCertificates()).isEmpty();
        assertThatThrownBy(() -> settings.trustedCertificates().add(null))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatNullPointerException()
                .isThrownBy(() -> TransportSettings.builder().trustedCertificates(certificates));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void connectTimeout_notMoreThanZero_isRefused(long nanos) {
        assertThatThrownBy(() -> TransportSettings.builder().connectTimeout(Duration.ofNanos(nanos)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The connect timeout must be more than zero, not %s.", Duration.ofNanos(nanos));
        assertThat(TransportSettings.builder()
                        .connectTimeout(Duration.ofNanos(1))
                        .build()
                        .connectTimeout())
                .isEqualTo(Duration.ofNanos(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void maxConnections_lessThanOne_isRefused(int connections) {
        assertThatThrownBy(() -> TransportSettings.builder().maxConnections(connections))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least one connection, not %d.", connections);
        assertThat(TransportSettings.builder().maxConnections(1).build().maxConnections())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void proxy_portOutOfRange_isRefusedWithoutThePassword(int port) {
        assertThatThrownBy(() -> TransportSettings.builder().proxy("proxy.test", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A proxy needs a host and a port from 1 to 65535, not \"proxy.test\" and %d.", port);
        assertThatThrownBy(() -> TransportSettings.builder().proxy("proxy.test", port, "ann", "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void proxy_withoutAHost_isRefused(String host) {
        assertThatThrownBy(() -> TransportSettings.builder().proxy(host, 3128))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransportSettings.builder().proxy(host, 3128, "ann", "hunter2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void builder_nullValues_areRefused() {
        Stream.<Runnable>of(
                        () -> TransportSettings.builder().connectTimeout(null),
                        () -> TransportSettings.builder().proxy(null, 1),
                        () -> TransportSettings.builder().proxy("proxy.test", 1, null, "hunter2"),
                        () -> TransportSettings.builder().proxy("proxy.test", 1, "ann", null),
                        () -> TransportSettings.builder().trustedCertificates(null))
                .forEach(call -> assertThatNullPointerException().isThrownBy(call::run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy.test", "ann:hunter2@proxy.test", "proxy.test/"})
    void proxy_hostWithMoreThanHost_isRefusedWithoutIt(String host) {
        assertThatThrownBy(() -> TransportSettings.builder().proxy(host, 3128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a scheme")
                .hasMessageNotContaining(host);
    }

    @Test
    void toString_withCredentials_showsTheUserOnly() {
        TransportSettings settings = TransportSettings.builder()
                .proxy("proxy.test", 3128, "ann", "hunter2")
                .build();

        assertThat(settings)
                .hasToString("TransportSettings[connectTimeout=PT2S, maxConnections=32, proxy=Proxy[proxy.test:3128,"
                        + " Credentials[user=ann, password=redacted]], trustedCertificates=0]");
        assertThat(custom().toString()).contains("proxy=Proxy[proxy.test:3128], ");
        assertThat(TransportSettings.defaults().toString()).contains("proxy=null");
    }

    private static TransportSettings custom() {
        return TransportSettings.builder()
                .connectTimeout(Duration.ofSeconds(1))
                .maxConnections(5)
                .proxy("proxy.test", 3128)
                .trustedCertificates(List.of())
                .build();
    }

    private static void assertProxy(TransportSettings settings, String host, int port) {
        Proxy proxy = Objects.requireNonNull(settings.proxy());
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
    }
}

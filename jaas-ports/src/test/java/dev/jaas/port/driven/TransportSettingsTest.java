package dev.jaas.port.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.port.driven.TransportSettings.Credentials;
import dev.jaas.port.driven.TransportSettings.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportSettingsTest {

    @Test
    void defaults_nothingSaid_areTwoSecondsAnd32DirectConnections() {
        assertThat(TransportSettings.defaults())
                .isEqualTo(new TransportSettings(Duration.ofSeconds(2), 32, null, List.of()));
    }

    @Test
    void with_oneSetting_leavesTheOthers() {
        Proxy proxy = new Proxy("proxy.test", 3128, null);
        TransportSettings settings = TransportSettings.defaults()
                .withConnectTimeout(Duration.ofSeconds(1))
                .withMaxConnections(5)
                .withProxy(proxy)
                .withTrustedCertificates(List.of());

        assertThat(settings).isEqualTo(new TransportSettings(Duration.ofSeconds(1), 5, proxy, List.of()));
    }

    @Test
    void new_numbersThatMakeNoSense_areRefused() {
        TransportSettings settings = TransportSettings.defaults();

        assertThatThrownBy(() -> settings.withConnectTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The connect timeout must be more than zero, not PT0S.");
        assertThatThrownBy(() -> settings.withMaxConnections(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least one connection, not 0.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void proxy_aPortOutOfRange_isRefused(int port) {
        assertThat(new Proxy("proxy.test", 65535, null).port()).isEqualTo(65535);
        assertThatThrownBy(() -> new Proxy("proxy.test", port, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proxy_withoutAHost_isRefused() {
        assertThatThrownBy(() -> new Proxy(" ", 3128, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_credentials_showTheNameAlone() {
        Proxy proxy = new Proxy("proxy.test", 3128, new Credentials("ann", "hunter2"));

        assertThat(TransportSettings.defaults().withProxy(proxy).toString())
                .contains("proxy.test", "ann")
                .doesNotContain("hunter2");
    }
}

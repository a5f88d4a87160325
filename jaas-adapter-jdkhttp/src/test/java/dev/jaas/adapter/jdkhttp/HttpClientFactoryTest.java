// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.spi.TransportSettings;
import java.net.Authenticator;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientFactoryTest {

    private static final String RETRY = "jdk.httpclient.enableAllMethodRetry";
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final @Nullable String disabledSchemesBefore = System.getProperty(DISABLED_SCHEMES);

    @AfterEach
    void restoreProperties() {
        System.clearProperty(RETRY);
        set(DISABLED_SCHEMES, disabledSchemesBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "TRUE"})
    void create_retryIsOn_isRefused(String value) {
        System.setProperty(RETRY, value);

        assertThatThrownBy(JdkHttpTransport::create)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(RETRY);
        assertThatThrownBy(() -> JdkHttpTransport.wrap(HttpClient.newHttpClient()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(RETRY);
    }

    @Test
    void create_retryIsOff_isAccepted() {
        System.setProperty(RETRY, "false");

        assertThatCode(() -> JdkHttpTransport.create().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Redirect.class,
            names = {"ALWAYS", "NORMAL"})
    void wrap_clientFollowsRedirects_isRefused(HttpClient.Redirect policy) {
        HttpClient client = HttpClient.newBuilder().followRedirects(policy).build();

        assertThatThrownBy(() -> JdkHttpTransport.wrap(client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void wrap_clientHasAuthenticator_isRefused() {
        HttpClient client =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> JdkHttpTransport.wrap(client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Authenticator");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Basic", "NTLM, basic"})
    void create_passwordThatJdkWouldNotSend_isRefused(@Nullable String disabledSchemes) {
        set(DISABLED_SCHEMES, disabledSchemes);
        TransportSettings settings = TransportSettings.builder()
                .proxy("127.0.0.1", 1, "user", "not-to-be-shown")
                .build();

        assertThatThrownBy(() -> JdkHttpTransport.create(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-D" + DISABLED_SCHEMES + "=")
                .hasMessageNotContaining("not-to-be-shown");
    }

    private static void set(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}

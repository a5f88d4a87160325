package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driven.TransportSettings.Credentials;
import dev.jaas.port.driven.TransportSettings.Proxy;
import java.net.Authenticator;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTest {

    private static final String RETRIES = "jdk.httpclient.enableAllMethodRetry";
    private static final String NO_BASIC = "jdk.http.auth.tunneling.disabledSchemes";

    private final @Nullable String noBasicBefore = System.getProperty(NO_BASIC);

    @AfterEach
    void restoreProperties() {
        System.clearProperty(RETRIES);
        set(NO_BASIC, noBasicBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "TRUE"})
    void create_retriesAreOn_isRefused(String value) {
        System.setProperty(RETRIES, value);

        assertThatThrownBy(JdkHttpTransport::create)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(RETRIES);
        assertThatThrownBy(() -> JdkHttpTransport.wrap(HttpClient.newHttpClient()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(RETRIES);
    }

    @Test
    void create_retriesAreOff_isAccepted() {
        System.setProperty(RETRIES, "false");

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
        set(NO_BASIC, disabledSchemes);
        Proxy proxy = new Proxy("127.0.0.1", 1, new Credentials("user", "not-to-be-shown"));

        assertThatThrownBy(() ->
                        JdkHttpTransport.create(TransportSettings.defaults().withProxy(proxy)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-D" + NO_BASIC + "=")
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

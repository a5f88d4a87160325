package dev.jaas.port.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportRequestTest {

    private static final URI ENDPOINT =
            URI.create("https://8x8.vc/v1/_jaas/ban/user/auth0%7C5f903d%2F7a?q=secretQuery");
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    @Test
    void new_aRequest_isKeptAsItIsAndInOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Zeta", "1");
        headers.put("Accept", "*/*");
        TransportRequest request = new TransportRequest("POST", ENDPOINT, headers, new byte[] {1, 2}, TIMEOUT);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri().getRawPath()).isEqualTo("/v1/_jaas/ban/user/auth0%7C5f903d%2F7a");
        assertThat(request.headers()).containsExactly(Map.entry("Zeta", "1"), Map.entry("Accept", "*/*"));
        assertThat(request.body()).containsExactly(1, 2);
        assertThat(request.timeout()).isEqualTo(TIMEOUT);
    }

    @Test
    void accessors_whoeverChangesWhatTheyGaveOrGot_doesNotChangeTheRequest() {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "*/*"));
        byte[] body = {1};
        TransportRequest request = new TransportRequest("POST", ENDPOINT, headers, body, TIMEOUT);

        body[0] = 9;
        request.body()[0] = 9;
        headers.clear();

        assertThat(request.body()).containsExactly(1);
        assertThat(request.headers()).containsOnlyKeys("Accept");
        assertThatThrownBy(() -> request.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void toString_aRequestWithSecrets_showsNone() {
        TransportRequest request = new TransportRequest(
                "POST",
                ENDPOINT,
                Map.of("Authorization", "Bearer aaaa.bbbb.cccc"),
                "{\"jwt\":\"dddd\"}".getBytes(StandardCharsets.US_ASCII),
                TIMEOUT);

        assertThat(request)
                .hasToString("TransportRequest[POST https://8x8.vc, headers [Authorization], 14 bytes, timeout PT4S]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "8x8.vc/v1",
                "ftp://8x8.vc/",
                "https:///v1",
                "https:8x8.vc",
                "https://user:secret@8x8.vc/",
                "https://8x8.vc/#secret",
                "https://8x8.vc/secreté"
            })
    void new_aUriThatCannotBeSentAsItIs_isRefusedWithoutQuotingIt(String uri) {
        assertThatThrownBy(() -> new TransportRequest("POST", URI.create(uri), Map.of(), new byte[0], TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This request cannot be sent: the URI ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PO ST", "POST\r\n", "PÖST"})
    void new_aMethodThatIsNoToken_isRefused(String method) {
        assertThatThrownBy(() -> new TransportRequest(method, ENDPOINT, Map.of(), new byte[0], TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the method must be a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept ", "A:b", "A\r\nB", "Akzeptänz"})
    void new_aHeaderNameThatIsNoToken_isRefused(String name) {
        assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of(name, "x"), new byte[0], TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a header's name must be a token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret\r\nHost: evil", "secret\n", "\tsecret", " secret", "secret ", "secré", "sec\u0000ret", ""
            })
    void new_aHeaderValueThatWouldNotArriveAsItIs_isRefusedWithoutQuotingIt(String value) {
        assertThatThrownBy(() ->
                        new TransportRequest("POST", ENDPOINT, Map.of("Authorization", value), new byte[0], TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the value of the header Authorization must be visible ASCII")
                .hasMessageNotContaining("secr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "host",
                "Content-Length",
                "CONTENT-LENGTH",
                "Connection",
                "Transfer-Encoding",
                "Upgrade",
                "Expect"
            })
    void new_aHeaderOfTheConnection_isRefused(String name) {
        assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of(name, "x"), new byte[0], TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the header " + name + " is the transport's to set");
    }

    @Test
    void new_withoutTime_isRefused() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of(), new byte[0], none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the timeout must be more than zero");
        }
    }
}

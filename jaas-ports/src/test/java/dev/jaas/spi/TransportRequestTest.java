// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportRequestTest {

    private static final URI ENDPOINT =
            URI.create("https://8x8.vc/v1/_jaas/ban/user/auth0%7C5f903d%2F7a?q=secretQuery");

    @Test
    void new_validParts_areKeptUnchangedAndInOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Zeta", "1");
        headers.put("Accept", "*/*");
        TransportRequest request = new TransportRequest("POST", ENDPOINT, headers, new byte[] {1, 2});

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri().getRawPath()).isEqualTo("/v1/_jaas/ban/user/auth0%7C5f903d%2F7a");
        assertThat(request.headers()).containsExactly(Map.entry("Zeta", "1"), Map.entry("Accept", "*/*"));
        assertThat(bytes(request.body())).containsExactly(1, 2);
    }

    @Test
    void new_validParts_areNotCopied() {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "*/*"));
        byte[] body = {1};
        TransportRequest request = new TransportRequest("POST", ENDPOINT, headers, body);

        body[0] = 9;
        headers.put("Zeta", "1");

        assertThat(request.uri()).isSameAs(ENDPOINT);
        assertThat(bytes(request.body())).containsExactly(9);
        assertThat(request.headers()).containsOnlyKeys("Accept", "Zeta");
    }

    @Test
    void with_anotherUriAndBody_keepsMethodAndHeaders() {
        TransportRequest template = new TransportRequest("PUT", ENDPOINT, Map.of("Accept", "*/*"), new byte[] {1});
        URI other = URI.create("http://127.0.0.1:8080/other");

        TransportRequest request = template.with(other, new byte[] {2, 3});

        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.uri()).isSameAs(other);
        assertThat(request.headers()).isEqualTo(Map.of("Accept", "*/*"));
        assertThat(bytes(request.body())).containsExactly(2, 3);
        assertThat(template.uri()).isSameAs(ENDPOINT);
        assertThat(bytes(template.body())).containsExactly(1);
    }

    @Test
    void with_aUriThatCannotBeSent_isRefused() {
        TransportRequest template = new TransportRequest("POST", ENDPOINT, Map.of(), new byte[0]);

        assertThatThrownBy(() -> template.with(URI.create("/relative"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the URI must be absolute");
    }

    @ParameterizedTest
    @CsvSource({
        "https://8x8.vc,https://8x8.vc/",
        "http://127.0.0.1:80?,http://127.0.0.1:80/?",
        "http://[::1]?a,http://[::1]/?a"
    })
    void uri_emptyPath_isSlash(URI given, URI sent) {
        TransportRequest request = new TransportRequest("GET", given, Map.of(), new byte[0]);

        assertThat(request.uri()).isEqualTo(sent);
        assertThat(request.with(given, new byte[0]).uri()).isEqualTo(sent);
    }

    @Test
    void headers_always_areUnmodifiable() {
        TransportRequest request =
                new TransportRequest("POST", ENDPOINT, new LinkedHashMap<>(Map.of("Accept", "*/*")), new byte[0]);

        assertThatThrownBy(() -> request.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> request.headers().put("Zeta", "1")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void body_eachCall_isAReadOnlyBufferOfItsOwn() {
        TransportRequest request = new TransportRequest("POST", ENDPOINT, Map.of(), new byte[] {1, 2});

        ByteBuffer first = request.body();
        assertThat(bytes(first)).containsExactly(1, 2);

        assertThat(first.hasRemaining()).isFalse();
        assertThat(request.body().remaining()).isEqualTo(2);
        assertThat(request.body().isReadOnly()).isTrue();
        assertThat(request.body().hasArray()).isFalse();
        assertThatThrownBy(() -> request.body().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void body_none_hasNothingRemaining() {
        assertThat(new TransportRequest("POST", ENDPOINT, Map.of(), new byte[0])
                        .body()
                        .hasRemaining())
                .isFalse();
    }

    @Test
    void toString_requestWithSecrets_showsNone() {
        TransportRequest request = new TransportRequest(
                "POST",
                ENDPOINT,
                Map.of("Authorization", "Bearer aaaa.bbbb.cccc"),
                "{\"jwt\":\"dddd\"}".getBytes(StandardCharsets.US_ASCII));

        assertThat(request).hasToString("TransportRequest[POST https://8x8.vc, headers [Authorization], 14 bytes]");
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
    void new_uriThatCannotBeSentUnchanged_isRefusedWithoutQuotingIt(String uri) {
        assertThatThrownBy(() -> new TransportRequest("POST", URI.create(uri), Map.of(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This request cannot be sent: the URI ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PO ST", "POST\r\n", "PÖST"})
    void new_methodThatIsNoToken_isRefused(String method) {
        assertThatThrownBy(() -> new TransportRequest(method, ENDPOINT, Map.of(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the method must be a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept ", "A:b", "A\r\nB", "Akzeptänz"})
    void new_headerNameThatIsNoToken_isRefused(String name) {
        assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of(name, "x"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a header's name must be a token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret\r\nHost: evil", "secret\n", "\tsecret", " secret", "secret ", "secré", "sec\u0000ret", ""
            })
    void new_headerValueThatWouldNotArriveUnchanged_isRefusedWithoutQuotingIt(String value) {
        assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of("Authorization", value), new byte[0]))
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
    void new_headerOfTheConnection_isRefused(String name) {
        assertThatThrownBy(() -> new TransportRequest("POST", ENDPOINT, Map.of(name, "x"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the header " + name + " is the transport's to set");
    }

    @Test
    void method_anyCharacter_isAcceptedIfATokenMayContainIt() {
        for (char c = 0; c < 0x180; c++) {
            String method = "P" + c;
            assertAccepted(isTokenCharacter(c), () -> new TransportRequest(method, ENDPOINT, Map.of(), new byte[0]));
        }
    }

    @Test
    void headerName_anyCharacter_isAcceptedIfATokenMayContainIt() {
        for (char c = 0; c < 0x180; c++) {
            Map<String, String> headers = Map.of("X" + c, "x");
            assertAccepted(isTokenCharacter(c), () -> new TransportRequest("POST", ENDPOINT, headers, new byte[0]));
        }
    }

    @Test
    void headerValue_anyCharacter_isAcceptedIfVisibleOrABlankWithin() {
        for (char c = 0; c < 0x180; c++) {
            boolean visible = c > ' ' && c < 0x7f;
            boolean blank = c == ' ' || c == '\t';
            assertAccepted(visible, withValue(String.valueOf(c)));
            assertAccepted(visible, withValue(c + "x"));
            assertAccepted(visible, withValue("x" + c));
            assertAccepted(visible || blank, withValue("x" + c + "x"));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static ThrowingCallable withValue(String value) {
        return () -> new TransportRequest("POST", ENDPOINT, Map.of("X", value), new byte[0]);
    }

    private static void assertAccepted(boolean accepted, ThrowingCallable constructor) {
        if (accepted) {
            assertThatCode(constructor).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(constructor)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("This request cannot be sent: ");
        }
    }

    /** RFC 9110 §5.6.2. */
    private static boolean isTokenCharacter(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}

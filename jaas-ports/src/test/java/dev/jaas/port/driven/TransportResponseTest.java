package dev.jaas.port.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportResponseTest {

    @Test
    void new_anAnswer_isKeptAsItCame() {
        TransportResponse response = new TransportResponse(999, Map.of(), new byte[0], true);

        assertThat(response.status()).isEqualTo(999);
        assertThat(response.complete()).isTrue();
        assertThat(new TransportResponse(200, Map.of(), new byte[0], false).complete())
                .isFalse();
    }

    @Test
    void header_anySpelling_findsTheFirstValue() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Retry-After", List.of("3", "5"));
        headers.put("retry-after", List.of("7"));
        headers.put("X-Empty", List.of());
        TransportResponse response = new TransportResponse(429, headers, new byte[0], true);

        assertThat(response.header("RETRY-AFTER")).contains("3");
        assertThat(response.header("X-Empty")).isEmpty();
        assertThat(response.header("Date")).isEmpty();
    }

    @Test
    void accessors_whoeverChangesWhatTheyGaveOrGot_doesNotChangeTheResponse() {
        byte[] body = {1};
        List<String> values = new ArrayList<>(List.of("a"));
        TransportResponse response = new TransportResponse(200, Map.of("X", values), body, true);

        body[0] = 9;
        response.body()[0] = 9;
        values.set(0, "z");

        assertThat(response.body()).containsExactly(1);
        assertThat(response.header("x")).contains("a");
    }

    @Test
    void new_aBodyOverTheLimit_isRefused() {
        byte[] largest = new byte[64 * 1024];

        assertThat(new TransportResponse(200, Map.of(), largest, false).body()).hasSameSizeAs(largest);
        assertThatThrownBy(() -> new TransportResponse(200, Map.of(), new byte[64 * 1024 + 1], false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A response's body must be cut at 65536 bytes, but this one has 65537.");
    }

    @Test
    void toString_aResponse_showsNoneOfItsContents() {
        byte[] body = "secret".getBytes(StandardCharsets.US_ASCII);
        Map<String, List<String>> headers = Map.of("Set-Cookie", List.of("secret"));

        assertThat(new TransportResponse(999, headers, body, true))
                .hasToString("TransportResponse[999, headers [set-cookie], 6 bytes]");
        assertThat(new TransportResponse(200, headers, body, false))
                .hasToString("TransportResponse[200, headers [set-cookie], 6 bytes, incomplete]");
    }
}

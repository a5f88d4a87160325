package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private final RequestBody body = new RequestBody(new byte[3]);

    @Test
    void contentLength_firstTime_isThatOfBody() {
        assertThat(body.contentLength()).isEqualTo(3);
    }

    @Test
    void contentLength_again_isRefused() {
        body.contentLength();

        assertThatThrownBy(body::contentLength).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withhold_beforeAskedFor_holdsFromThenOn() {
        assertThat(body.withhold()).isTrue();

        assertThatThrownBy(body::contentLength).isInstanceOf(IllegalStateException.class);
        assertThat(body.withhold()).isTrue();
    }

    @Test
    void withhold_afterAskedFor_isTooLate() {
        body.contentLength();

        assertThat(body.withhold()).isFalse();
    }
}

package dev.jaas.port.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransportExceptionTest {

    @Test
    void notSentAndUnknown_sayWhetherTheServerMayHaveActed() {
        assertThat(TransportException.notSent("refused").mayHaveBeenSent()).isFalse();
        assertThat(TransportException.unknown("reset").mayHaveBeenSent()).isTrue();
        assertThat(TransportException.unknown("reset")).hasMessage("reset");
    }

    /** The exceptions of HTTP stacks quote the token, so none may be attached, now or later. */
    @Test
    void initCause_anything_isRefused() {
        TransportException failure = TransportException.unknown("reset");

        assertThat(failure).hasNoCause();
        assertThatThrownBy(() -> failure.initCause(new RuntimeException("Bearer aaaa.bbbb.cccc")))
                .isInstanceOf(IllegalStateException.class);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final RequestBody body = new RequestBody(ByteBuffer.allocate(3), () -> {
        asked.incrementAndGet();
        return true;
    });

    @Test
    void contentLength_sendingPermitted_isThatOfBody() {
        assertThat(body.wasSent()).isFalse();

        assertThat(body.contentLength()).isEqualTo(3);

        assertThat(body.wasSent()).isTrue();
    }

    @Test
    void contentLength_again_throws() {
        body.contentLength();

        assertThatThrownBy(body::contentLength).isInstanceOf(IllegalStateException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void contentLength_sendingNotPermitted_throwsAndIsNotSent() {
        RequestBody refused = new RequestBody(ByteBuffer.allocate(3), () -> false);

        assertThatThrownBy(refused::contentLength).isInstanceOf(IllegalStateException.class);

        assertThat(refused.wasSent()).isFalse();
    }

    @Test
    void contentLength_handshakeNotDone_throwsWithoutAsking() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        body.setEngine(engine);

        assertThatThrownBy(body::contentLength).isInstanceOf(UncheckedIOException.class);

        assertThat(asked).hasValue(0);
        assertThat(body.wasSent()).isFalse();
    }

    @Test
    void contentLength_handshakeClosed_throwsWithoutAsking() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.closeOutbound();
        assertThatThrownBy(engine::closeInbound).isInstanceOf(SSLException.class);
        body.setEngine(engine);

        assertThatThrownBy(body::contentLength).isInstanceOf(UncheckedIOException.class);

        assertThat(asked).hasValue(0);
    }

    /** After a refused connection the JDK's client makes another, with an engine that nobody sees. */
    @Test
    void contentLength_engineOfConnectionThatWasRefused_isThatOfBody() throws Exception {
        body.setEngine(SSLContext.getDefault().createSSLEngine());

        assertThat(body.contentLength()).isEqualTo(3);
    }
}

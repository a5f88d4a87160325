// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.domain.KeyId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyInputTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");

    @TempDir
    static Path dir;

    static String pem;

    @BeforeAll
    static void makeKey() {
        Tools tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa.pem 2048");
        pem = tools.text("rsa.pem");
    }

    @Test
    void fromStringAndStream_exactly64KiB_areRead() {
        String longest = pem + " ".repeat(65_536 - pem.length());
        assertThat(PemJwsSigner.fromString(KEY_ID, longest)).isNotNull();
        assertThat(PemJwsSigner.builder(KEY_ID).fromStream(stream(longest))).isNotNull();
    }

    @Test
    void fromStringAndStream_oneByteMore_areRefused() {
        String tooLong = pem + " ".repeat(65_537 - pem.length());
        assertThat(readUnusable(stream(tooLong))).hasMessageContaining("more than 64 KiB");
        assertThat(catchThrowableOfType(UnusableKeyException.class, () -> PemJwsSigner.fromString(KEY_ID, tooLong)))
                .hasMessageContaining("more than 64 KiB");
    }

    @Test
    void fromStream_endless_isReadUpToTheLimitOnly() {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'A';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'A');
                read.addAndGet(length);
                return length;
            }
        };
        assertThat(readUnusable(endless)).hasMessageContaining("more than 64 KiB");
        assertThat(read).hasValue(65_537);
    }

    @Test
    void fromStream_failing_reportsTheTypeWithoutTheMessage() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException(pem);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException(pem);
            }
        };
        assertThat(readUnusable(failing))
                .hasMessageStartingWith("the stream of the key: reading it failed (IOException)")
                .hasMessageNotContaining(pem.substring(40, 60))
                .hasNoCause();
    }

    private static UnusableKeyException readUnusable(InputStream in) {
        return catchThrowableOfType(
                UnusableKeyException.class, () -> PemJwsSigner.builder(KEY_ID).fromStream(in));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}

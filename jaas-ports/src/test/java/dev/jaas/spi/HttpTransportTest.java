// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

    @Test
    void defaults_ofAMinimalAdapter_areThoseOfTheSettings() {
        try (HttpTransport transport = (request, listener) -> () -> {}) {
            assertThat(transport.mayBlockCurrentThread()).isTrue();
            assertThat(transport.maxConcurrentExchanges()).isEqualTo(32);
            assertThat(transport.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        }
    }
}

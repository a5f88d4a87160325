package dev.jaas.port.driven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

    @Test
    void defaults_ofAnAdapterThatOnlySends_letAnyThreadWaitAnd32ExchangesRun() {
        try (HttpTransport transport = request -> new CompletableFuture<>()) {
            assertThat(transport.mayBlockCurrentThread()).isTrue();
            assertThat(transport.maxConcurrentExchanges()).isEqualTo(32);
        }
    }
}

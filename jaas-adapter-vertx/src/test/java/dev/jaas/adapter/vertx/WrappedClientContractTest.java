// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;

/** The contract on a Web Client of the application, which is configured as {@link VertxHttpTransport#wrap} wants it. */
class WrappedClientContractTest extends VertxContract {

    @Override
    HttpTransport create(Vertx vertx, TransportSettings settings) {
        int millis = HttpClients.connectMillis(settings);
        WebClientOptions options = new WebClientOptions();
        options.setConnectTimeout(millis).setSslHandshakeTimeout(millis).setSslHandshakeTimeoutUnit(MILLISECONDS);
        options.setProxyOptions(HttpClients.proxy(settings));
        options.setNonProxyHosts(List.of("127.0.0.1")); // what has no TLS is there
        if (!settings.trustedCertificates().isEmpty()) {
            options.setTrustOptions(HttpClients.trusting(settings.trustedCertificates()));
        }
        WebClient client = WebClient.create(vertx, options, HttpClients.pool(settings.maxConnections()));
        HttpTransport transport = VertxHttpTransport.wrap(vertx, client, settings.maxConnections());
        return new Application(transport, client, settings.connectTimeout());
    }

    /** The application, which knows its client's connect timeout and closes that client after the transport. */
    private record Application(HttpTransport transport, WebClient client, Duration connectTimeout)
            implements HttpTransport {

        @Override
        public Exchange start(TransportRequest request, ExchangeListener listener) {
            return transport.start(request, listener);
        }

        @Override
        public boolean mayBlockCurrentThread() {
            return transport.mayBlockCurrentThread();
        }

        @Override
        public int maxConcurrentExchanges() {
            return transport.maxConcurrentExchanges();
        }

        @Override
        public void close() {
            transport.close();
            client.close();
        }
    }
}

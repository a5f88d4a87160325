// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Transports that break the contract, to show that the trial detects it. */
final class FaultyTransports {

    private FaultyTransports() {}

    /**
     * A plain JDK client, with or without redirects, and with whatever its system properties make it do. It asks {@code beforeSend}
     * once, and not again when the JDK sends again.
     */
    static HttpTransport plainJdk(HttpClient.Redirect redirects) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirects)
                .build();
        return (request, listener) -> {
            if (!listener.beforeSend()) {
                listener.failed("not sent");
                return () -> {};
            }
            CompletableFuture<HttpResponse<byte[]>> response =
                    client.sendAsync(toJdk(request), HttpResponse.BodyHandlers.ofByteArray());
            response.whenComplete((complete, failure) -> report(complete, failure, listener));
            return () -> response.cancel(true);
        };
    }

    /** Sends a request again if it failed after it was sent, without asking {@code beforeSend} again. */
    static HttpTransport retryingFailures(HttpTransport transport) {
        return wrap(transport, (request, listener) -> {
            AtomicReference<Exchange> second = new AtomicReference<>();
            Exchange first = transport.start(request, new ForwardingListener(listener) {
                private boolean isSent;

                @Override
                public boolean beforeSend() {
                    isSent = super.beforeSend();
                    return isSent;
                }

                @Override
                public void failed(String description) {
                    if (isSent) {
                        second.set(transport.start(request, new ForwardingListener(listener) {
                            @Override
                            public boolean beforeSend() {
                                return true;
                            }
                        }));
                    } else {
                        super.failed(description);
                    }
                }
            });
            return () -> {
                first.abort();
                Exchange again = second.get();
                if (again != null) {
                    again.abort();
                }
            };
        });
    }

    /** Asks {@code beforeSend} only with the response, so that every failure looks as if nothing had been sent. */
    static HttpTransport askingWithResponse(HttpTransport transport) {
        return wrap(
                transport,
                (request, listener) -> transport.start(request, new ForwardingListener(listener) {
                    @Override
                    public boolean beforeSend() {
                        return true;
                    }

                    @Override
                    public boolean head(int status, Function<String, List<String>> headers) {
                        return listener.beforeSend() && super.head(status, headers);
                    }
                }));
    }

    /** What the wrapped listener does, unless it is overridden. */
    private static class ForwardingListener implements ExchangeListener {

        private final ExchangeListener listener;

        ForwardingListener(ExchangeListener listener) {
            this.listener = listener;
        }

        @Override
        public boolean beforeSend() {
            return listener.beforeSend();
        }

        @Override
        public boolean head(int status, Function<String, List<String>> headers) {
            return listener.head(status, headers);
        }

        @Override
        public boolean body(ByteBuffer part) {
            return listener.body(part);
        }

        @Override
        public void complete() {
            listener.complete();
        }

        @Override
        public void failed(String description) {
            listener.failed(description);
        }
    }

    private interface Start {
        Exchange start(TransportRequest request, ExchangeListener listener);
    }

    private static HttpTransport wrap(HttpTransport transport, Start start) {
        return new HttpTransport() {
            @Override
            public Exchange start(TransportRequest request, ExchangeListener listener) {
                return start.start(request, listener);
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
            public Duration connectTimeout() {
                return transport.connectTimeout();
            }
        };
    }

    private static HttpRequest toJdk(TransportRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .timeout(DialTrial.DEADLINE)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private static void report(
            @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure, ExchangeListener listener) {
        if (response == null) {
            boolean isConnecting = failure != null && failure.getCause() instanceof ConnectException;
            listener.failed(isConnecting ? "not connected" : "no response");
        } else if (listener.head(response.statusCode(), response.headers()::allValues)
                && listener.body(ByteBuffer.wrap(response.body()))) {
            listener.complete();
        }
    }
}

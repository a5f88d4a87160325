// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.benchmarks.WorkDirectory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The library, by one client or by two that share a transport. */
final class JaasContender implements Contender {

    private final ExecutorService callbacks = Executors.newFixedThreadPool(Target.CALLBACK_THREADS);
    private final AtomicInteger next = new AtomicInteger();
    private final List<JaasClient> clients = new ArrayList<>();
    private final HttpTransport transport;
    private final Runnable onClose;

    private JaasContender(HttpTransport transport, Runnable onClose) {
        this.transport = transport;
        this.onClose = onClose;
    }

    static JaasContender onVertx(Target target) {
        Vertx vertx = Vertx.vertx();
        return new JaasContender(
                VertxHttpTransport.create(vertx, settings(target)),
                () -> vertx.close().await());
    }

    static JaasContender onJdk(Target target) {
        return new JaasContender(JdkHttpTransport.create(settings(target)), () -> {});
    }

    private static TransportSettings settings(Target target) {
        TransportSettings.Builder settings = TransportSettings.builder()
                .maxConnections(Target.MAX_CONNECTIONS)
                .connectTimeout(Target.CONNECT_TIMEOUT);
        if (target.tls()) {
            settings.trustedCertificates(List.of(target.directory().readTlsCertificate()));
        }
        return settings.build();
    }

    /** Adds one client for each of the first keys. */
    JaasContender withClients(Target target, int number) {
        for (int key = 0; key < number; key++) {
            add(target, key, UnaryOperator.identity(), builder -> {});
        }
        return this;
    }

    /** Adds a client that renews its token after each second of use, with a signer that may be replaced. */
    JaasContender withRenewingClient(Target target, UnaryOperator<JwsSigner> signer) {
        add(target, 0, signer, builder -> builder.clock(new JumpingClock()));
        return this;
    }

    private void add(Target target, int key, UnaryOperator<JwsSigner> signer, Consumer<JaasClient.Builder> settings) {
        JaasClient.Builder builder = JaasClient.builder(
                        signer.apply(target.directory().signer(key)), transport)
                .baseUrl(target.baseUrl())
                .attemptTimeout(Target.DEADLINE)
                .commandTimeout(Target.DEADLINE)
                .callbackExecutor(callbacks);
        settings.accept(builder);
        clients.add(builder.build());
    }

    @Override
    public void send(Completion completion) {
        JaasClient client = clients.size() == 1
                ? clients.get(0)
                : clients.get(Math.floorMod(next.getAndIncrement(), clients.size()));
        client.execute(WorkDirectory.KICK).whenComplete((receipt, failure) -> completion.completed(failure == null));
    }

    @Override
    public void close() {
        clients.forEach(JaasClient::close);
        transport.close();
        onClose.run();
        callbacks.shutdown();
    }

    /** A signer that takes its time, like one in a key management service. */
    record SlowSigner(JwsSigner signer, Duration delay) implements JwsSigner {

        @Override
        public KeyId keyId() {
            return signer.keyId();
        }

        @Override
        public byte[] sign(byte[] signingInput) {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return signer.sign(signingInput);
        }

        @Override
        public void close() {
            signer.close();
        }
    }
}

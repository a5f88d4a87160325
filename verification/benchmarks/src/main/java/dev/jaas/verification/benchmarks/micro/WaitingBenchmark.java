// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.micro;

import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportRequest;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A command while a number of others are in flight or wait: the oldest ends, and a new one begins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WaitingBenchmark {

    /** Longer than a busy machine takes between two iterations. */
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /** How many commands have begun and not ended. */
    @Param("32")
    int waiting;

    private final Deque<CompletableFuture<CommandReceipt>> futures = new ArrayDeque<>();
    private HoldingTransport transport;
    private JaasClient client;

    /** Keeps exchanges until they are told to end. */
    private static final class HoldingTransport implements HttpTransport {

        private final Deque<ExchangeListener> exchanges = new ArrayDeque<>();

        @Override
        public Exchange start(TransportRequest request, ExchangeListener listener) {
            exchanges.add(listener);
            return () -> {};
        }

        void endOldest() {
            ExchangeListener oldest = exchanges.remove();
            if (oldest.beforeSend() && oldest.head(InstantTransport.OK, InstantTransport.NO_HEADERS)) {
                oldest.complete();
            }
        }

        @Override
        public boolean mayBlockCurrentThread() {
            return true;
        }

        @Override
        public int maxConcurrentExchanges() {
            return 32;
        }

        @Override
        public Duration connectTimeout() {
            return DEADLINE;
        }

        @Override
        public void close() {}
    }

    /** Makes the client and its token, and begins the commands. */
    @Setup
    public void open() throws InterruptedException {
        WorkDirectory directory = new WorkDirectory(Path.of(System.getProperty("jaas.benchmarks")));
        transport = new HoldingTransport();
        client = JaasClient.builder(directory.signer(0), transport)
                .callbackExecutor(Runnable::run)
                .commandTimeout(DEADLINE)
                .attemptTimeout(DEADLINE)
                .build();
        CompletableFuture<CommandReceipt> first = client.execute(WorkDirectory.KICK);
        while (transport.exchanges.isEmpty()) { // the token is being signed
            Thread.sleep(10);
        }
        transport.endOldest();
        first.join();
        for (int i = 0; i < waiting; i++) {
            futures.add(client.execute(WorkDirectory.KICK));
        }
    }

    /** Ends the client. */
    @TearDown
    public void close() {
        client.close();
    }

    /** Ends the oldest command and begins another. */
    @Benchmark
    public CommandReceipt endOneAndBeginAnother() {
        transport.endOldest();
        futures.add(client.execute(WorkDirectory.KICK));
        return futures.remove().join();
    }
}

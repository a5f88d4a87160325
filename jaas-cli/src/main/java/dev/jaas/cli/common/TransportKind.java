// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.settings.SettingText;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The HTTP stacks to choose from. The classes of each are loaded only when it is opened. */
public enum TransportKind {
    /** {@code java.net.http}. */
    JDK {
        @Override
        public OpenTransport open(TransportSettings settings) {
            try {
                return new OpenTransport(JdkHttpTransport.create(settings), () -> {});
            } catch (IllegalStateException e) { // a system property makes the JDK's client unsafe
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
    },

    /** Vert.x Web Client. */
    VERTX {
        @Override
        public OpenTransport open(TransportSettings settings) {
            Vertx vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(new FileSystemOptions()
                            .setClassPathResolvingEnabled(false)
                            .setFileCachingEnabled(false)));
            return new OpenTransport(VertxHttpTransport.create(vertx, settings), () -> close(vertx));
        }

        /** Waits for the end of its threads: at its exit the JVM would wait 300 ms for those that still wait for a socket. */
        private static void close(Vertx vertx) {
            try {
                vertx.close().toCompletionStage().toCompletableFuture().get(MAX_MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // they are daemons
            }
        }
    };

    private static final long MAX_MILLIS_TO_CLOSE = 300;

    /**
     * Opens a transport of this kind.
     *
     * @param settings how it connects
     * @return to be closed
     * @throws UsageException if this kind cannot be used here
     */
    public abstract OpenTransport open(TransportSettings settings);

    /**
     * The kind as it is spelt on the command line.
     *
     * @return {@code jdk} or {@code vertx}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #toString} prints. */
    public static final class Converter implements ITypeConverter<TransportKind> {

        /** Makes a converter. */
        public Converter() {}

        @Override
        public TransportKind convert(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(SettingText.trim(text)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it must be jdk or vertx"));
        }
    }

    /**
     * A transport and the runtime that it was built on.
     *
     * @param transport the transport
     * @param runtime closes what the transport does not own
     */
    public record OpenTransport(HttpTransport transport, Runnable runtime) implements AutoCloseable {

        @Override
        public void close() {
            transport.close();
            runtime.run();
        }
    }
}

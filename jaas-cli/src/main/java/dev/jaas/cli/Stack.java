package dev.jaas.cli;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The HTTP stacks to choose from. Each is loaded only when it is opened. */
enum Stack {
    JDK {
        @Override
        Opened open(TransportSettings settings) {
            try {
                return new Opened(JdkHttpTransport.create(settings), () -> {});
            } catch (IllegalStateException e) { // a system property makes the JDK's client unsafe
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
    },

    VERTX {
        @Override
        Opened open(TransportSettings settings) {
            Vertx vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(new FileSystemOptions()
                            .setClassPathResolvingEnabled(false)
                            .setFileCachingEnabled(false)));
            return new Opened(VertxHttpTransport.create(vertx, settings), vertx::close);
        }
    };

    abstract Opened open(TransportSettings settings);

    /** As it is spelt on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #toString} prints. */
    static final class Converter implements ITypeConverter<Stack> {

        @Override
        public Stack convert(String text) {
            return Arrays.stream(values())
                    .filter(stack -> stack.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it must be jdk or vertx"));
        }
    }

    /**
     * A transport and what it was built on.
     *
     * @param transport the transport
     * @param foundation closes what the transport does not own
     */
    record Opened(HttpTransport transport, Runnable foundation) implements AutoCloseable {

        @Override
        public void close() {
            transport.close();
            foundation.run();
        }
    }
}

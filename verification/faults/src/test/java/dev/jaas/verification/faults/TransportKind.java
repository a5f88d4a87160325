package dev.jaas.verification.faults;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import io.vertx.core.Vertx;

/** The two transports under test. */
public enum TransportKind {
    JDK {
        @Override
        public HttpTransport create(TransportSettings settings) {
            return JdkHttpTransport.create(settings);
        }
    },
    VERTX {
        @Override
        public HttpTransport create(TransportSettings settings) {
            return VertxHttpTransport.create(SharedVertx.INSTANCE, settings);
        }
    };

    public abstract HttpTransport create(TransportSettings settings);

    /** One instance for the whole test run; its threads are daemons, so the JVM can end without closing it. */
    private static final class SharedVertx {
        static final Vertx INSTANCE = Vertx.vertx();

        private SharedVertx() {}
    }
}

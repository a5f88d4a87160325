package dev.jaas.verification.faults;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import io.vertx.core.Vertx;

/** The two transports, which have to agree. */
enum Stack {
    JDK {
        @Override
        HttpTransport create(TransportSettings settings) {
            return JdkHttpTransport.create(settings);
        }
    },
    VERTX {
        @Override
        HttpTransport create(TransportSettings settings) {
            return VertxHttpTransport.create(SharedVertx.INSTANCE, settings);
        }
    };

    abstract HttpTransport create(TransportSettings settings);

    /** One for the whole test run; its threads are daemons of the JVM that ends with it. */
    static final class SharedVertx {
        static final Vertx INSTANCE = Vertx.vertx();

        private SharedVertx() {}
    }
}

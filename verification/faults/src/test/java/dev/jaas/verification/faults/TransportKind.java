// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.verification.thirdtransport.OkHttpTransport;
import io.vertx.core.Vertx;
import java.util.List;

/** The transports under test: the two that are published, and the one that shows how to write another. */
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
    },
    OKHTTP {
        @Override
        public HttpTransport create(TransportSettings settings) {
            return new OkHttpTransport(settings);
        }
    };

    /** Those whose verdicts the documentation promises. */
    public static final List<TransportKind> PUBLISHED = List.of(JDK, VERTX);

    public abstract HttpTransport create(TransportSettings settings);

    /** One instance for the whole test run; its threads are daemons, so the JVM can end without closing it. */
    private static final class SharedVertx {
        static final Vertx INSTANCE = Vertx.vertx();

        private SharedVertx() {}
    }
}

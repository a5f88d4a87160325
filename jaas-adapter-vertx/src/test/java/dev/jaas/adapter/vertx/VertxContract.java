// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.transport.HttpTransportContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a Vert.x of the test, which logs no warning meanwhile. */
@Tag("slow")
abstract class VertxContract extends HttpTransportContract {

    @RegisterExtension
    static final QuietVertx QUIET = new QuietVertx();

    private static Vertx vertx;

    abstract HttpTransport create(Vertx vertx, TransportSettings settings);

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx(QuietVertx.options());
    }

    @AfterAll
    static void closeVertx() throws Exception {
        Requests.await(vertx.close());
    }

    @Override
    protected final HttpTransport create(TransportSettings settings) {
        return create(vertx, settings);
    }

    /** An event loop and Vert.x's own workers start with their first task. */
    @Override
    protected boolean isBorrowed(Thread thread) {
        return thread.getName().startsWith("vert.x-") || thread.getName().startsWith("vertx-");
    }
}

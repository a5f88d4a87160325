package dev.jaas.adapter.vertx;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.testkit.HttpTransportContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class VertxHttpTransportContractTest extends HttpTransportContract {

    @RegisterExtension
    static final QuietVertx QUIET = new QuietVertx();

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() throws Exception {
        Requests.await(VERTX.close());
    }

    @Override
    protected HttpTransport create(TransportSettings settings) {
        return VertxHttpTransport.create(VERTX, settings);
    }

    /** An event loop and Vert.x's own workers come into being with their first task. */
    @Override
    protected boolean isBorrowed(Thread thread) {
        return thread.getName().startsWith("vert.x-") || thread.getName().startsWith("vertx-");
    }
}

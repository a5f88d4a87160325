// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxOptions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test during which Vert.x logs a warning, for example of a blocked thread, or an error. */
final class QuietVertx extends Handler implements BeforeEachCallback, AfterEachCallback {

    /** A busy machine can keep an event loop from running for longer than the 2 s that Vert.x allows it. */
    static VertxOptions options() {
        return new VertxOptions().setMaxEventLoopExecuteTime(20).setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS);
    }

    private final Logger logger = Logger.getLogger("io.vertx");
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        warnings.clear(); // one instance serves all tests of a class
        logger.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(this);
        assertThat(warnings).as("logged by Vert.x").isEmpty();
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(entry.getLevel() + " " + entry.getLoggerName() + ": " + entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

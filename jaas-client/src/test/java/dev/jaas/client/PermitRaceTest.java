// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.HttpTransport;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another thread aborts each execution while it runs: not one permit is lost or returned twice. */
@Timeout(120)
class PermitRaceTest {

    private static final int RACES = 20_000;

    private final ClientExecutors executors = new ClientExecutors();

    @AfterEach
    void close() {
        executors.close();
    }

    /** At a random moment between the permit and the silence after the request. */
    @Test
    void abort_racingWithEveryStep_returnsThePermitOnceAndAbortsTheExchange() throws Exception {
        AtomicInteger open = new AtomicInteger();
        HttpTransport silent = (request, listener) -> {
            if (!listener.beforeSend()) {
                return () -> {};
            }
            open.incrementAndGet();
            AtomicBoolean aborted = new AtomicBoolean();
            return () -> {
                if (aborted.compareAndSet(false, true)) {
                    open.decrementAndGet();
                }
            };
        };
        ManualTime time = new ManualTime();
        ClientContext context = LoneExecutions.context(
                time, time.clock(), silent, new Observers(List.of(), executors.observers()), executors);
        AtomicInteger ended = new AtomicInteger();
        AtomicReference<CommandExecution> begun = new AtomicReference<>(execution(context, ended));
        AtomicBoolean done = new AtomicBoolean();
        Thread aborter = new Thread(() -> {
            while (!done.get()) {
                begun.get().abort(AbortReason.CANCELLED);
            }
        });
        aborter.setDaemon(true);
        aborter.start();
        for (int i = 0; i < RACES; i++) {
            CommandExecution execution = execution(context, ended);
            begun.set(execution);
            execution.beginAttempt();
            execution.abort(AbortReason.CANCELLED);
        }
        done.set(true);
        aborter.join();

        assertThat(ended.get()).as("each once").isBetween(RACES, RACES + 1);
        assertThat(open).hasValue(0);
        execution(context, ended).beginAttempt();
        execution(context, ended).beginAttempt();
        assertThat(open).as("there is still one permit").hasValue(1);
    }

    private static CommandExecution execution(ClientContext context, AtomicInteger ended) {
        return new CommandExecution(
                Commands.DIAL_OUT, 1, context, (receipt, failure) -> ended.incrementAndGet(), execution -> {});
    }
}

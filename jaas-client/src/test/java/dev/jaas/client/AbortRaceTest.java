// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Aborts executions from another thread as their requests are about to be sent: each is either granted or aborted first,
 * never both. {@code -Daborts=100000} tries more often and prints the figures.
 */
@Timeout(300)
class AbortRaceTest {

    private static final int ABORTS = Integer.getInteger("aborts", 2_000);
    private static final long SEED = 20_261_124;
    private static final long MIN_STEP_NANOS = 100;
    private static final long MAX_STEP_NANOS = 50_000;

    private final AtomicReference<@Nullable ExchangeListener> connecting = new AtomicReference<>();
    private final AtomicReference<@Nullable JaasException> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable CommandExecution> toAbort = new AtomicReference<>();
    private final AtomicInteger abortedExchanges = new AtomicInteger();
    private final ClientExecutors executors = new ClientExecutors();
    private final Timer timer = new SystemTimer();
    private volatile long abortDelay;
    private volatile AbortReason reason = AbortReason.CANCELLED;
    private volatile boolean done;

    @AfterEach
    void close() {
        done = true;
        timer.close();
        executors.close();
    }

    @Test
    void abort_asRequestIsSent_isNotDeliveredOnlyIfSendingWasRefused() {
        HttpTransport transport = (request, listener) -> {
            connecting.set(listener);
            return abortedExchanges::incrementAndGet;
        };
        ClientContext context = LoneExecutions.context(
                timer, Clock.systemUTC(), transport, new Observers(List.of(), executors.observers()), executors);
        Thread aborter = new Thread(this::abortEach, "aborter");
        aborter.setDaemon(true);
        aborter.start();

        int granted = race(context);

        if (System.getProperty("aborts") != null) {
            System.out.printf(
                    "%,d aborted: %,d before and %,d after sending was granted%n", ABORTS, ABORTS - granted, granted);
        }
        assertThat(granted).as("granted").isBetween(1, ABORTS - 1);
        assertThat(abortedExchanges).as("each exchange is aborted").hasValue(ABORTS);
        connecting.set(null);
        execution(context).beginAttempt();
        assertThat(connecting.getAndSet(null))
                .as("the permit has been returned")
                .isNotNull();
        execution(context).beginAttempt();
        assertThat(connecting.get()).as("and not twice").isNull();
    }

    /**
     * Delays one of the two threads for about as long as makes either come first as often as the other: by larger steps while
     * the same one wins, since on a busy machine the other may be slow to run at all.
     */
    private int race(ClientContext context) {
        Random random = new Random(SEED);
        AbortReason[] reasons = AbortReason.values();
        int grantedCount = 0;
        long delay = 0;
        long step = MIN_STEP_NANOS;
        boolean grantedLast = false;
        for (int i = 0; i < ABORTS; i++) {
            failure.set(null);
            connecting.set(null);
            CommandExecution execution = execution(context);
            execution.beginAttempt();
            ExchangeListener listener = connecting.get();
            assertThat(listener)
                    .as("the permit of execution %d was returned", i - 1)
                    .isNotNull();
            long jittered = (long) (delay * 2 * random.nextDouble());
            reason = reasons[i % reasons.length];
            abortDelay = Math.max(0, jittered);
            toAbort.set(execution);
            spin(Math.max(0, -jittered));

            boolean granted = listener.beforeSend();

            while (toAbort.get() != null) {
                Thread.yield();
            }
            assertThat(failure.get())
                    .as("execution %d, %s, granted: %s", i, reason, granted)
                    .isInstanceOf(granted ? DeliveryUnknownException.class : CommandNotDeliveredException.class);
            assertThat(listener.beforeSend()).as("asked again").isFalse();
            grantedCount += granted ? 1 : 0;
            step = granted == grantedLast ? Math.min(2 * step, MAX_STEP_NANOS) : MIN_STEP_NANOS;
            grantedLast = granted;
            delay += granted ? -step : step;
        }
        return grantedCount;
    }

    private void abortEach() {
        while (!done) {
            CommandExecution execution = toAbort.get();
            if (execution == null) {
                Thread.yield();
            } else {
                spin(abortDelay);
                execution.abort(reason);
                toAbort.set(null);
            }
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private CommandExecution execution(ClientContext context) {
        return new CommandExecution(
                Commands.DIAL_OUT, 1, context, (receipt, failed) -> failure.set(failed), execution -> {});
    }
}

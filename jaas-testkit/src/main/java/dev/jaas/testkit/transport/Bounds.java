// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Bounds of time that a busy machine makes longer. */
final class Bounds {

    /** How soon a connection must be free. */
    static final Duration A_SECOND = Duration.ofSeconds(1);

    /** How long a method may take that must not wait for anything. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** A short wait, by which {@link #within} measures how busy the machine is. */
    private static final Duration STEP = Duration.ofMillis(20);

    private Bounds() {}

    /**
     * Whether something happens in time. The bound is counted in short waits of this thread, not by the clock: on a busy
     * machine, which delays the transport's threads, such a wait takes longer as well. So the bound needs no tolerance,
     * behind which a slow transport could hide, but a little.
     *
     * @param bound in which time it must happen
     * @param await waits for it as long as it is told, and returns whether it has happened
     */
    static boolean within(Duration bound, Predicate<Duration> await) {
        for (long left = bound.plus(TransportContract.GRACE).dividedBy(STEP); left > 0; left--) {
            if (await.test(STEP)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something comes that must not: waits for it a while, and longer on a busy machine. */
    static boolean comes(Predicate<Duration> await) {
        return within(TransportContract.GRACE, await);
    }

    /** Calls a method on a thread of its own, so that one that blocks does not block the test. */
    static void assertReturnsAtOnce(String promise, Runnable call) {
        CompletableFuture<Void> returned = CompletableFuture.runAsync(call, Bounds::startThread);

        assertThat(within(AT_ONCE, step -> hasReturned(returned, step)))
                .as(promise)
                .isTrue();
    }

    private static boolean hasReturned(CompletableFuture<Void> returned, Duration step) {
        try {
            returned.get(step.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("The method must not throw.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void startThread(Runnable task) {
        Thread thread = new Thread(task, "jaas-testkit-caller");
        thread.setDaemon(true);
        thread.start();
    }
}

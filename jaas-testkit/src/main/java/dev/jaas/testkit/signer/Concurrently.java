// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Runs a task on several threads that start together, and fails as the first of them that fails. */
final class Concurrently {

    /** For a slow signer on a busy machine: only one that never returns needs longer. */
    private static final int LIMIT_SECONDS = 120;

    private Concurrently() {}

    static void run(int threads, IntConsumer task) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                runs.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    task.accept(thread);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                await(run);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(Future<?> run) {
        try {
            run.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failed ? failed : new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("sign() did not return within " + LIMIT_SECONDS + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted.", e);
        }
    }
}

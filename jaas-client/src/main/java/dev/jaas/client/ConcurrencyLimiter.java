// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a number of permits; those who ask for more wait in order. Never blocks: a waiting task is run when its permit is
 * there.
 */
final class ConcurrencyLimiter {

    private final int maxWaiting;

    // Guarded by this.
    private final Link queue = new Link();
    private final List<Thread> dispatching = new ArrayList<>(); // few: to look through them is faster than a hash table
    private int waiting;
    private int free;
    private boolean closed;

    /** A request for a permit, which is used once. */
    static final class Request extends Link {

        private final Runnable onPermit;

        /**
         * A request.
         *
         * @param onPermit run when the permit is there, which must then be {@linkplain #release released}
         */
        Request(Runnable onPermit) {
            this.onPermit = onPermit;
        }
    }

    ConcurrencyLimiter(int permits, int maxWaiting) {
        this.free = permits;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Asks for a permit, which may be there before this returns.
     *
     * @return false if too many are waiting already
     */
    boolean acquire(Request request) {
        synchronized (this) {
            if (free == 0 || closed || waiting > 0) {
                boolean hasRoom = free > 0 || waiting < maxWaiting;
                if (hasRoom) {
                    request.linkBefore(queue);
                    waiting++;
                }
                return hasRoom; // release(), or the thread that is handing out permits, runs it
            }
            free--;
        }
        request.onPermit.run();
        return true;
    }

    /** Stops waiting. Does nothing if the permit has been handed out: then the task returns it. */
    synchronized void cancel(Request request) {
        if (!request.isAlone()) {
            request.unlink();
            waiting--;
        }
    }

    /** Hands out no more permits: that of a command which is ended must not go to one that is ended next. */
    synchronized void close() {
        closed = true;
    }

    void release() {
        synchronized (this) {
            free++;
            if (waiting == 0) {
                return;
            }
        }
        dispatch();
    }

    /** In a loop, never nested: a task that releases its permit at once must not run the next one on top of its own stack. */
    private void dispatch() {
        Thread current = Thread.currentThread();
        synchronized (this) {
            if (dispatching.contains(current)) {
                return;
            }
            dispatching.add(current);
        }
        try {
            for (Request next = next(); next != null; next = next()) {
                next.onPermit.run();
            }
        } finally {
            synchronized (this) {
                dispatching.remove(current);
            }
        }
    }

    private synchronized @Nullable Request next() {
        if (closed || free == 0 || waiting == 0) {
            return null;
        }
        Request first = (Request) queue.next();
        cancel(first);
        free--;
        return first;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out a number of permits; those who ask for more wait in order. Never blocks: a request takes its permit when there is one. */
final class ConcurrencyLimiter {

    private final int maxWaiting;

    // Guarded by this.
    private final Link queue = new Link();
    private final List<Thread> dispatching = new ArrayList<>(); // few: to look through them is faster than a hash table
    private int waiting;
    private int free;
    private boolean closed;

    /** A request for a permit. When its permit has come, it can be made again. */
    abstract static class Request extends Link {

        /** Takes the permit, which must then be {@linkplain #release released}. Called with no lock held. */
        abstract void onPermit();
    }

    ConcurrencyLimiter(int permits, int maxWaiting) {
        this.free = permits;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Asks for a permit, which may be there before this returns.
     *
     * @param request is not waiting
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
                return hasRoom; // release(), or the thread that is handing out permits, calls it
            }
            free--;
        }
        request.onPermit();
        return true;
    }

    /** Stops waiting. Does nothing if the permit has been handed out: then who took it returns it. */
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

    /**
     * Returns a permit, and hands out what is free: in a loop, never nested, since a request that releases its permit at once must
     * not get the next one on top of its own stack.
     */
    void release() {
        Thread current = Thread.currentThread();
        Request next;
        synchronized (this) {
            free++;
            if (waiting == 0 || dispatching.contains(current)) {
                return;
            }
            dispatching.add(current);
            next = nextFor(current);
        }
        try {
            for (; next != null; next = nextFor(current)) {
                next.onPermit();
            }
        } catch (Throwable e) {
            synchronized (this) {
                dispatching.remove(current);
            }
            throw e;
        }
    }

    /** Takes the first request out of the queue, or if no permit can be handed out, the thread off the list of those that do so. */
    private synchronized @Nullable Request nextFor(Thread thread) {
        if (closed || free == 0 || waiting == 0) {
            dispatching.remove(thread);
            return null;
        }
        Request first = (Request) queue.next();
        cancel(first);
        free--;
        return first;
    }
}

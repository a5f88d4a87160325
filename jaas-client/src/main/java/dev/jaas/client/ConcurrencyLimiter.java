package dev.jaas.client;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a number of permits; those who ask for more wait in order. Never blocks: a waiting task is run when its permit is
 * there.
 */
final class ConcurrencyLimiter {

    private final int maxWaiting;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final Set<Thread> dispatching = new HashSet<>();
    private int free;
    private boolean closed;

    ConcurrencyLimiter(int permits, int maxWaiting) {
        this.free = permits;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Asks for a permit.
     *
     * @param onPermit run when there is one, perhaps before this returns; the permit must be {@linkplain #release released}
     * @return false if too many are waiting already
     */
    boolean acquire(Runnable onPermit) {
        synchronized (this) {
            if (free == 0 || closed || !waiting.isEmpty()) {
                boolean hasRoom = free > 0 || waiting.size() < maxWaiting;
                if (hasRoom) {
                    waiting.add(onPermit);
                }
                return hasRoom; // release(), or the thread that is handing out permits, runs it
            }
            free--;
        }
        onPermit.run();
        return true;
    }

    /**
     * Stops waiting. Does nothing if the permit has been handed out: then the task returns it.
     *
     * @param onPermit what {@link #acquire} was given
     */
    synchronized void cancel(Runnable onPermit) {
        waiting.remove(onPermit);
    }

    /** Hands out no more permits: that of a command which is ended must not go to one that is ended next. */
    synchronized void close() {
        closed = true;
    }

    void release() {
        synchronized (this) {
            free++;
            if (waiting.isEmpty()) {
                return;
            }
        }
        dispatch();
    }

    /** In a loop, never nested: a task that releases its permit at once must not run the next one on top of its own stack. */
    private void dispatch() {
        Thread current = Thread.currentThread();
        synchronized (this) {
            if (!dispatching.add(current)) {
                return;
            }
        }
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } finally {
            synchronized (this) {
                dispatching.remove(current);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        if (closed || free == 0 || waiting.isEmpty()) {
            return null;
        }
        Runnable first = waiting.iterator().next();
        waiting.remove(first);
        free--;
        return first;
    }
}

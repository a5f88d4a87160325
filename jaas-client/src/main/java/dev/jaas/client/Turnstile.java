package dev.jaas.client;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a number of calls through at once; the others wait in the order of their coming. Never blocks: a call is told when
 * its turn has come.
 */
final class Turnstile {

    private final int mostWaiting;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final Set<Thread> admitting = new HashSet<>();
    private int free;
    private boolean closed;

    Turnstile(int places, int mostWaiting) {
        this.free = places;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Asks for a place.
     *
     * @param onTurn run when there is one, perhaps before this returns; whoever was let through must {@link #leave}
     * @return false if too many are waiting already
     */
    boolean enter(Runnable onTurn) {
        boolean linedUp = lineUp(onTurn);
        admit();
        return linedUp;
    }

    private synchronized boolean lineUp(Runnable onTurn) {
        boolean isRoom = free > 0 || waiting.size() < mostWaiting;
        if (isRoom) {
            waiting.add(onTurn);
        }
        return isRoom;
    }

    /**
     * Takes back what was asked by {@link #enter}.
     *
     * @return false if its turn has come already
     */
    synchronized boolean withdraw(Runnable onTurn) {
        return waiting.remove(onTurn);
    }

    /** Lets nobody through any more: the place of a call that is ended must not go to one that is yet to be. */
    synchronized void close() {
        closed = true;
    }

    void leave() {
        synchronized (this) {
            free++;
        }
        admit();
    }

    /** In a loop, and not again within it: a call that is over at once must not admit the next from its own stack. */
    private void admit() {
        Thread current = Thread.currentThread();
        synchronized (this) {
            if (!admitting.add(current)) {
                return;
            }
        }
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } finally {
            synchronized (this) {
                admitting.remove(current);
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

package dev.jaas.verification.benchmarks.server;

import java.util.ArrayList;
import java.util.List;

/** Keeps responses back while the heap of a client with many commands in flight is measured. */
final class ResponseGate {

    private volatile boolean open = true; // read without the lock where nothing is kept back

    // Guarded by this.
    private final List<Runnable> waiting = new ArrayList<>();

    void pass(Runnable response) {
        if (!open && keep(response)) {
            return;
        }
        response.run();
    }

    private synchronized boolean keep(Runnable response) {
        if (!open) {
            waiting.add(response);
        }
        return !open;
    }

    synchronized void hold() {
        open = false;
    }

    synchronized void release() {
        open = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}

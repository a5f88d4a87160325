// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.server;

import java.util.ArrayList;
import java.util.List;

/** Keeps responses back while the heap of a client with many commands in flight is measured. */
final class ResponseHold {

    private volatile boolean released = true; // read without the lock where nothing is kept back

    // Guarded by this.
    private final List<Runnable> waiting = new ArrayList<>();

    void send(Runnable response) {
        if (!released && keep(response)) {
            return;
        }
        response.run();
    }

    private synchronized boolean keep(Runnable response) {
        if (!released) {
            waiting.add(response);
        }
        return !released;
    }

    synchronized void begin() {
        released = false;
    }

    synchronized void end() {
        released = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}

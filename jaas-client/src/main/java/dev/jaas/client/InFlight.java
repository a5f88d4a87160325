// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The executions of one client that have begun and not ended, in that order. All have the same time, so this is also the order
 * of their deadlines, and one timer, for the first, is enough for all of them.
 */
final class InFlight {

    private final Timer timer;
    private final Duration commandTimeout;

    // Guarded by this.
    private final Link ring = new Link();
    private Timer.@Nullable Task nextDeadline;

    InFlight(Timer timer, Duration commandTimeout) {
        this.timer = timer;
        this.commandTimeout = commandTimeout;
    }

    /** Adds an execution that has just begun, which is aborted at its deadline unless it has been removed. */
    synchronized void add(CommandExecution execution) {
        execution.linkBefore(ring);
        if (nextDeadline == null) {
            nextDeadline = timer.schedule(commandTimeout, this::onDeadline);
        } else {
            timer.ensureRunning();
        }
    }

    synchronized void remove(CommandExecution execution) {
        execution.unlink();
        if (ring.isAlone() && nextDeadline != null) {
            nextDeadline.cancel();
            nextDeadline = null;
        }
    }

    synchronized boolean isEmpty() {
        return ring.isAlone();
    }

    /** Aborts those that are in flight now. */
    void abortAll(AbortReason reason) {
        List<CommandExecution> all = new ArrayList<>();
        synchronized (this) {
            for (Link link = ring.next(); link != ring; link = link.next()) {
                all.add((CommandExecution) link);
            }
        }
        abort(all, reason);
    }

    /** Aborts those that are due. They stay until they have ended, which is soon unless a callback blocks. */
    private void onDeadline() {
        List<CommandExecution> due = new ArrayList<>();
        synchronized (this) {
            if (nextDeadline != null) {
                nextDeadline.cancel(); // another one's, if this task ran just as it was cancelled
                nextDeadline = null;
            }
            for (Link link = ring.next(); link != ring && nextDeadline == null; link = link.next()) {
                CommandExecution execution = (CommandExecution) link;
                Duration left = execution.timeLeft();
                if (left.compareTo(Duration.ZERO) > 0) {
                    nextDeadline = timer.schedule(left, this::onDeadline);
                } else {
                    due.add(execution);
                }
            }
        }
        abort(due, AbortReason.DEADLINE);
    }

    /** Each, whatever becomes of those before it: an application's clock may throw, for example. */
    private static void abort(List<CommandExecution> executions, AbortReason reason) {
        for (CommandExecution execution : executions) {
            try {
                execution.abort(reason);
            } catch (Throwable e) {
                ClientThread.report(e);
            }
        }
    }
}

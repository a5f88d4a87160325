// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandRefusedException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.CommandFailures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The executions of one client: begins or refuses them, and ends them when the client ends. */
final class Executions {

    private enum State {
        OPEN,
        /** Refuses new executions; those in flight go on. */
        SHUTTING_DOWN,
        CLOSED
    }

    private final AppId appId;
    private final ClientContext context;
    private final Runnable onClose;
    private final Consumer<CommandExecution> onEnd = this::remove;
    private final InFlight inFlight;
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private volatile State state = State.OPEN;

    /**
     * No executions yet.
     *
     * @param onClose run once, when everything else is closed
     */
    Executions(AppId appId, ClientContext context, Runnable onClose) {
        this.appId = appId;
        this.context = context;
        this.onClose = onClose;
        this.inFlight = new InFlight(context.timer(), context.commandTimeout());
    }

    AppId appId() {
        return appId;
    }

    /**
     * Prepares an execution, which is then to be {@linkplain CommandExecution#beginAttempt started}.
     *
     * @throws CommandRefusedException if the client is closed or the command is for another AppID
     */
    CommandExecution begin(JaasCommand command, CommandExecution.Completion completion) {
        requireNonNull(command, "the command is null");
        long id = ids.incrementAndGet();
        context.observers().started(id, command);
        if (!command.belongsTo(appId)) {
            throw refused(id, command, CommandRefusedException.Reason.FOREIGN_APP);
        }
        CommandExecution execution = new CommandExecution(command, id, context, completion, onEnd);
        inFlight.add(execution);
        if (state != State.OPEN) { // read after adding: either close() finds the execution, or this finds the state
            remove(execution);
            throw refused(id, command, CommandRefusedException.Reason.CLIENT_CLOSED);
        }
        return execution;
    }

    /** Whether the current thread may wait for an execution. */
    boolean mayBlockCurrentThread() {
        return !ClientThread.currentCompletesExecutions() && context.transport().mayBlockCurrentThread();
    }

    CommandRefusedException refusedToBlock(JaasCommand command) {
        long id = ids.incrementAndGet();
        context.observers().started(id, command);
        return refused(id, command, CommandRefusedException.Reason.THREAD_MUST_NOT_BLOCK);
    }

    /** Refuses new executions, and closes when those in flight have ended or the time is up. */
    CompletableFuture<@Nullable Void> shutdown(Duration grace) {
        Duration longest = context.commandTimeout(); // no execution takes longer, and any grace fits the timer
        Duration wait = grace.compareTo(longest) < 0 ? grace : longest;
        synchronized (this) {
            if (state == State.OPEN) {
                state = State.SHUTTING_DOWN;
                context.timer().schedule(wait, this::close);
            }
        }
        closeIfDrained();
        return closed.copy();
    }

    /** Ends every execution, and what they share, at once. Closing again does nothing. */
    void close() {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
        }
        context.limiter().close();
        inFlight.abortAll(AbortReason.CLOSED);
        context.tokens().close();
        context.timer().close();
        onClose.run();
        closed.complete(null);
    }

    private void remove(CommandExecution execution) {
        inFlight.remove(execution);
        if (state == State.SHUTTING_DOWN) {
            closeIfDrained();
        }
    }

    private void closeIfDrained() {
        if (inFlight.isEmpty()) {
            close();
        }
    }

    private CommandRefusedException refused(long id, JaasCommand command, CommandRefusedException.Reason reason) {
        CommandRefusedException refusal = CommandFailures.refused(command, reason, appId, Duration.ZERO);
        context.observers().failed(id, refusal);
        return refusal;
    }
}

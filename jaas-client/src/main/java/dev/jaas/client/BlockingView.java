package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driving.BlockingConferenceManagement;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.JaasException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits on the calls themselves, not on the callback executor: a callback that blocks cannot block itself. */
final class BlockingView implements BlockingConferenceManagement {

    private final JaasClient client;

    BlockingView(JaasClient client) {
        this.client = client;
    }

    @Override
    public AppId appId() {
        return client.appId();
    }

    @Override
    public CommandReceipt execute(JaasCommand command) {
        if (!client.mayBlockCurrentThread()) {
            throw client.refused(
                    command,
                    CommandRefusedException.Reason.THREAD_MUST_NOT_BLOCK,
                    "the thread %s completes this client's exchanges, so waiting on it would wait for ever; use the"
                                    .formatted(Thread.currentThread().getName())
                            + " asynchronous methods there");
        }
        Call call = client.begin(command);
        CompletableFuture<CommandReceipt> result = call.result();
        try {
            return result.get();
        } catch (InterruptedException e) {
            call.abandon(Call.Abandonment.INTERRUPTED);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw asThrownHere(e);
        }
        try {
            return result.join(); // it is over, and join does not look at the interrupt
        } catch (CompletionException e) {
            throw asThrownHere(e);
        }
    }

    /** The failure was made on another thread: who waited for it is kept beside it. */
    private static JaasException asThrownHere(Exception wrapper) {
        JaasException failure = requireNonNull(JaasException.in(wrapper), "a call ends with a verdict");
        failure.addSuppressed(new CallerTrace());
        return failure;
    }

    /** Shows in a stack trace from where a command was executed. */
    private static final class CallerTrace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallerTrace() {
            super("the command was executed from here", null);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.CommandFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes commands as a test says, and keeps those of which a byte was sent. */
final class FakeService implements ConferenceManagement {

    final List<JaasCommand> sent = new ArrayList<>();
    private final Function<JaasCommand, CompletableFuture<CommandReceipt>> behaviour;

    FakeService(Function<JaasCommand, CompletableFuture<CommandReceipt>> behaviour) {
        this.behaviour = behaviour;
    }

    static CompletableFuture<CommandReceipt> accepted(JaasCommand command) {
        return CompletableFuture.completedFuture(new CommandReceipt(command, 200, 1, Duration.ZERO));
    }

    static CompletableFuture<CommandReceipt> rejected(JaasCommand command, int status) {
        return failed(CommandFailures.rejected(command, 1, Duration.ZERO, status, null, ""));
    }

    static CompletableFuture<CommandReceipt> notDelivered(JaasCommand command) {
        return failed(CommandFailures.notDelivered(command, 1, Duration.ZERO, "no connection"));
    }

    static CompletableFuture<CommandReceipt> unknown(JaasCommand command) {
        return failed(CommandFailures.unknown(command, 1, Duration.ZERO, OptionalInt.of(503), "status 503", ""));
    }

    @Override
    public AppId appId() {
        return Commands.APP_ID;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        CompletableFuture<CommandReceipt> result = behaviour.apply(command);
        if (!isNotDelivered(result)) {
            sent.add(command);
        }
        return result;
    }

    @Override
    public BlockingConferenceManagement blocking() {
        throw new UnsupportedOperationException();
    }

    private static CompletableFuture<CommandReceipt> failed(JaasException failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private static boolean isNotDelivered(CompletableFuture<CommandReceipt> result) {
        @Nullable Throwable[] failure = new Throwable[1];
        result.whenComplete((receipt, thrown) -> failure[0] = thrown);
        return failure[0] instanceof JaasException known
                && known.attempts() == 1
                && !known.mayHaveTakenEffect()
                && known.status().isEmpty();
    }
}

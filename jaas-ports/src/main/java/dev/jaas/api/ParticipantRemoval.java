// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.BanUser;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Bans a user, then kicks the participant: one future, whose cancellation aborts the command in flight. */
final class ParticipantRemoval {

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final ConferenceManagement management;
    private final KickParticipant kick;
    private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

    ParticipantRemoval(ConferenceManagement management, KickParticipant kick) {
        this.management = management;
        this.kick = kick;
    }

    CompletableFuture<@Nullable Void> start(BanUser ban) {
        execute(ban).whenComplete((receipt, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (!result.isDone()) {
                kick();
            }
        });
        return result;
    }

    /**
     * Whether a kick failed because there is no such participant. An earlier attempt of the same kick may have removed them:
     * the failure is then a {@link DeliveryUnknownException} with this status.
     */
    static boolean isNotFound(JaasException failure) {
        int status = failure.status().orElse(0);
        return status == NOT_FOUND || status == GONE;
    }

    private void kick() {
        execute(kick).whenComplete((receipt, failure) -> {
            JaasException known = JaasException.find(failure);
            if (failure == null || (known != null && isNotFound(known))) {
                result.complete(null);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        CompletableFuture<CommandReceipt> execution = management.execute(command);
        result.whenComplete((nothing, failure) -> {
            if (result.isCancelled()) {
                execution.cancel(true);
            }
        });
        return execution;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The blocking view of a broken management. */
final class BrokenBlocking implements BlockingConferenceManagement {

    private final BrokenManagement management;
    private final AppId appId;

    BrokenBlocking(BrokenManagement management, AppId appId) {
        this.management = management;
        this.appId = appId;
    }

    private boolean has(ManagementViolation violation) {
        return management.has(violation);
    }

    @Override
    public AppId appId() {
        return has(ManagementViolation.BLOCKS_FOR_ANOTHER_APP) ? BrokenManagement.ANOTHER_APP : appId;
    }

    @Override
    @SuppressWarnings("NullAway") // null is a violation
    public CommandReceipt execute(JaasCommand command) {
        if (command == null && has(ManagementViolation.TAKES_NULL_WHEN_BLOCKING)) {
            return BrokenManagement.receipt(BrokenOutcomes.another());
        }
        if (Thread.currentThread().getName().equals(BrokenManagement.NAME_OF_THREAD)
                && !has(ManagementViolation.BLOCKS_ANY_THREAD)) {
            throw new CommandRefusedException(
                    "refused", command, CommandRefusedException.Reason.THREAD_MUST_NOT_BLOCK, Duration.ZERO);
        }
        CompletableFuture<CommandReceipt> future = management.execute(command);
        try {
            CommandReceipt receipt = has(ManagementViolation.IGNORES_INTERRUPT) ? future.join() : future.get();
            return has(ManagementViolation.RETURNS_RECEIPT_OF_ANOTHER_COMMAND_WHEN_BLOCKING)
                    ? BrokenManagement.receipt(BrokenOutcomes.another())
                    : receipt;
        } catch (InterruptedException e) {
            throw interrupted(command, future);
        } catch (ExecutionException | CompletionException e) {
            if (has(ManagementViolation.WRAPS_WHEN_BLOCKING)) {
                throw new CompletionException(e);
            }
            throw requireNonNull(JaasException.find(e));
        }
    }

    private JaasException interrupted(JaasCommand command, CompletableFuture<CommandReceipt> future) {
        if (!has(ManagementViolation.LEAVES_EXCHANGE_AT_INTERRUPT)) {
            future.cancel(true);
        }
        if (!has(ManagementViolation.CLEARS_FLAG_AT_INTERRUPT)) {
            Thread.currentThread().interrupt();
        }
        return new DeliveryUnknownException("interrupted", command, 1, Duration.ZERO, OptionalInt.empty());
    }

    @Override
    public void removeParticipant(ConferenceName conference, ParticipantId participant, UserId user) {
        if (has(ManagementViolation.KICKS_BEFORE_BAN_WHEN_BLOCKING)) {
            kick(conference, participant);
            execute(new BanUser(appId, user));
        } else {
            BlockingConferenceManagement.super.removeParticipant(conference, participant, user);
        }
    }
}

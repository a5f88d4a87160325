// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What broken managements make of receipts and failures. */
final class BrokenOutcomes {

    private BrokenOutcomes() {}

    static CommandReceipt receipt(ManagementViolation violation, CommandReceipt receipt) {
        JaasCommand command = receipt.command();
        return switch (violation) {
            case RETURNS_RECEIPT_OF_ANOTHER_COMMAND -> BrokenManagement.receipt(another());
            case RETURNS_RECEIPT_WITHOUT_STATUS -> new CommandReceipt(command, 0, 1, Duration.ZERO);
            case COUNTS_ATTEMPTS_FROM_ZERO -> new CommandReceipt(command, 200, 0, Duration.ZERO);
            case MEASURES_NEGATIVE_TIME -> new CommandReceipt(command, 200, 1, Duration.ofNanos(-1));
            default -> receipt;
        };
    }

    static JaasCommand another() {
        return JaasCommand.examples(BrokenManagement.ANOTHER_APP).get(0);
    }

    static Throwable failure(ManagementViolation violation, Throwable failure) {
        if (violation == ManagementViolation.FAILS_WITH_OTHER_EXCEPTION) {
            return new IllegalStateException("failed");
        }
        if (failure instanceof CommandRejectedException rejected) {
            return rejected(violation, rejected);
        }
        if (violation == ManagementViolation.SAYS_UNKNOWN_FOR_NOT_DELIVERED
                && failure instanceof CommandNotDeliveredException known) {
            return new DeliveryUnknownException("unknown", known.command(), 1, Duration.ZERO, OptionalInt.empty());
        }
        if (violation == ManagementViolation.SAYS_NOT_DELIVERED_FOR_UNKNOWN
                && failure instanceof DeliveryUnknownException known) {
            return new CommandNotDeliveredException("not delivered", known.command(), 1, Duration.ZERO);
        }
        return failure;
    }

    private static Throwable rejected(ManagementViolation violation, CommandRejectedException rejected) {
        int status = rejected.status().orElseThrow();
        CommandRejectedException.Reason reason = rejected.reason();
        Duration retryAfter = rejected.retryAfter().orElse(null);
        return switch (violation) {
            case LOSES_REASON -> copy(rejected, "", status, CommandRejectedException.Reason.OTHER, retryAfter);
            case LOSES_STATUS -> copy(rejected, "", 400, reason, retryAfter);
            case LOSES_RETRY_AFTER -> copy(rejected, "", status, reason, null);
            case SHOWS_TOKEN ->
                rejected.command() instanceof BanJwt ban
                        ? copy(rejected, " " + ban.jwt().compact(), status, reason, retryAfter)
                        : rejected;
            default -> rejected;
        };
    }

    private static CommandRejectedException copy(
            CommandRejectedException rejected,
            String addition,
            int status,
            CommandRejectedException.Reason reason,
            @Nullable Duration retryAfter) {
        return new CommandRejectedException(
                "rejected" + addition, rejected.command(), 1, Duration.ZERO, status, reason, retryAfter, "");
    }

    static JaasException failureOf(CompletableFuture<CommandReceipt> failed) {
        Throwable failure =
                failed.<Throwable>handle((receipt, thrown) -> thrown).join();
        return requireNonNull(JaasException.find(failure));
    }

    /** A future of which every derived one cancels it. */
    static CompletableFuture<CommandReceipt> tied(CompletableFuture<CommandReceipt> future) {
        CompletableFuture<CommandReceipt> tied = new CompletableFuture<>() {
            @Override
            public <U> CompletableFuture<U> thenApply(Function<? super CommandReceipt, ? extends U> function) {
                CompletableFuture<U> derived = super.thenApply(function);
                derived.whenComplete((result, failure) -> {
                    if (derived.isCancelled()) {
                        future.cancel(true);
                    }
                });
                return derived;
            }
        };
        future.whenComplete((receipt, failure) -> {
            if (failure == null) {
                tied.complete(receipt);
            } else {
                tied.completeExceptionally(failure);
            }
        });
        return tied;
    }

    /** So long that another thread comes in between. */
    static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.testkit.FakeConferenceManagement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A management that can be closed and has a thread that must not block, correct but for one violation at most. */
final class BrokenManagement implements ConferenceManagement, AutoCloseable {

    static final String NAME_OF_THREAD = "must-not-block";
    static final Executor THREAD_THAT_MUST_NOT_BLOCK = task -> {
        Thread thread = new Thread(task, NAME_OF_THREAD);
        thread.setDaemon(true);
        thread.start();
    };
    static final AppId ANOTHER_APP = AppId.parse("vpaas-magic-cookie-another");

    private final FakeConferenceManagement fake;
    private final @Nullable ManagementViolation violation;
    private final List<CompletableFuture<CommandReceipt>> sent = new CopyOnWriteArrayList<>();
    private final List<JaasCommand> sentCommands = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    BrokenManagement(AppId appId, List<ServiceBehaviour> script, @Nullable ManagementViolation violation) {
        this.fake = new FakeConferenceManagement(appId);
        this.violation = violation;
        script.forEach(behaviour -> fake.enqueue(behaviour.fakeOutcome()));
    }

    boolean has(ManagementViolation asked) {
        return violation == asked;
    }

    int requestsReceived() {
        return (int) fake.commands().stream()
                .filter(command -> command.belongsTo(fake.appId()))
                .count();
    }

    int requestsInFlight() {
        return fake.commandsInFlight().size();
    }

    @Override
    public AppId appId() {
        return has(ManagementViolation.HAS_ANOTHER_APP_ID) ? ANOTHER_APP : fake.appId();
    }

    @Override
    public ConferenceName conference(RoomName room) {
        return ConferenceName.of(
                room, has(ManagementViolation.NAMES_ROOMS_OF_ANOTHER_APP) ? ANOTHER_APP : fake.appId());
    }

    @Override
    public ConferenceName conference(String room) {
        return has(ManagementViolation.ACCEPTS_ANY_ROOM_NAME) && room.isEmpty()
                ? conference(RoomName.parse("empty"))
                : ConferenceManagement.super.conference(room);
    }

    @Override
    @SuppressWarnings("NullAway") // null is a violation
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        if (command == null && has(ManagementViolation.FAILS_FUTURE_FOR_NULL)) {
            return CompletableFuture.failedFuture(new NullPointerException("command"));
        }
        if (closed && !has(ManagementViolation.WORKS_AFTER_CLOSE)) {
            return CompletableFuture.failedFuture(new CommandRefusedException(
                    "closed", command, CommandRefusedException.Reason.CLIENT_CLOSED, Duration.ZERO));
        }
        int known = sentCommands.indexOf(command);
        if (known >= 0 && has(ManagementViolation.REMEMBERS_COMMANDS)) {
            return sent.get(known);
        }
        CompletableFuture<CommandReceipt> future = fake.execute(command);
        sent.add(future);
        sentCommands.add(command);
        return violation == null ? future : broken(violation, command, future);
    }

    private CompletableFuture<CommandReceipt> broken(
            ManagementViolation present, JaasCommand command, CompletableFuture<CommandReceipt> future) {
        switch (present) {
            case SENDS_TWICE:
                return fake.execute(command);
            case BLOCKS_CALLER:
                future.handle((receipt, failure) -> "ended").join();
                return future;
            case COMPLETES_BEFORE_RESPONSE:
                return future.isDone() ? future : CompletableFuture.completedFuture(receipt(command));
            case MIXES_UP_RECEIPTS:
                BrokenOutcomes.pause();
                return mapped(
                        future, receipt -> receipt(sentCommands.get(sentCommands.size() - 1)), Function.identity());
            case SENDS_FOR_ANY_APP:
                return command.belongsTo(fake.appId()) ? future : CompletableFuture.completedFuture(receipt(command));
            case THROWS_REFUSAL:
                if (!command.belongsTo(fake.appId())) {
                    throw BrokenOutcomes.failureOf(future);
                }
                return future;
            case REPEATS_DIAL_OUT:
                return future.isCompletedExceptionally() && command instanceof DialOutParticipant
                        ? fake.execute(command)
                        : future;
            case WRAPS_FAILURE:
                return future.thenApply(Function.identity());
            case COMPLETES_WITHOUT_ACCEPTANCE:
                return future.isCompletedExceptionally() ? CompletableFuture.completedFuture(receipt(command)) : future;
            case RETURNS_COPY_OF_FUTURE:
                return future.copy();
            case CANCELS_WITH_DERIVED:
                return BrokenOutcomes.tied(future);
            default:
                return mapped(
                        future,
                        receipt -> BrokenOutcomes.receipt(present, receipt),
                        failure -> BrokenOutcomes.failure(present, failure));
        }
    }

    /** A future that passes a cancellation on. */
    private static CompletableFuture<CommandReceipt> mapped(
            CompletableFuture<CommandReceipt> future,
            Function<CommandReceipt, CommandReceipt> receipts,
            Function<Throwable, Throwable> failures) {
        CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
        future.whenComplete((receipt, failure) -> {
            if (failure == null) {
                result.complete(receipts.apply(receipt));
            } else {
                result.completeExceptionally(failures.apply(failure));
            }
        });
        result.whenComplete((receipt, failure) -> {
            if (result.isCancelled()) {
                future.cancel(true);
            }
        });
        return result;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command, Executor executor) {
        requireNonNull(executor, "executor");
        if (has(ManagementViolation.IGNORES_EXECUTOR)) {
            return execute(command);
        }
        if (has(ManagementViolation.NEEDS_EXECUTOR)) {
            CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
            execute(command).whenComplete((receipt, failure) -> executor.execute(() -> result.complete(receipt)));
            return result;
        }
        CompletableFuture<CommandReceipt> future = ConferenceManagement.super.execute(command, executor);
        return has(ManagementViolation.LOSES_CANCELLATION_WITH_EXECUTOR)
                        || has(ManagementViolation.WRAPS_FAILURE_WITH_EXECUTOR)
                ? future.thenApply(Function.identity())
                : future;
    }

    @Override
    public CompletableFuture<CommandReceipt> kick(ConferenceName conference, ParticipantId participant) {
        return has(ManagementViolation.HANGS_UP_INSTEAD_OF_KICKING)
                ? hangUp(conference, PhoneNumber.parse("+40747777777"))
                : ConferenceManagement.super.kick(conference, participant);
    }

    @Override
    public CompletableFuture<@Nullable Void> removeParticipant(
            ConferenceName conference, ParticipantId participant, UserId user) {
        JaasCommand ban = new BanUser(fake.appId(), user);
        JaasCommand kick = new KickParticipant(conference, participant);
        if (has(ManagementViolation.REMOVES_BY_KICK_ALONE)) {
            return execute(kick).thenApply(receipt -> null);
        }
        if (has(ManagementViolation.KICKS_BEFORE_BAN)) {
            return execute(kick).thenCompose(receipt -> execute(ban)).thenApply(receipt -> null);
        }
        if (has(ManagementViolation.NEEDS_PARTICIPANT)) {
            return execute(ban).thenCompose(receipt -> execute(kick)).thenApply(receipt -> null);
        }
        CompletableFuture<@Nullable Void> removal =
                ConferenceManagement.super.removeParticipant(conference, participant, user);
        return has(ManagementViolation.REMOVES_AFTER_CANCEL) ? removal.copy() : removal;
    }

    @Override
    public BlockingConferenceManagement blocking() {
        return new BrokenBlocking(this, fake.appId());
    }

    @Override
    public void close() {
        closed = true;
        if (!has(ManagementViolation.ABANDONS_COMMANDS_AT_CLOSE)) {
            for (int i = 0; i < sent.size(); i++) {
                sent.get(i)
                        .completeExceptionally(new DeliveryUnknownException(
                                "closed", sentCommands.get(i), 1, Duration.ZERO, OptionalInt.empty()));
            }
        }
    }

    static CommandReceipt receipt(JaasCommand command) {
        return new CommandReceipt(command, 200, 1, Duration.ZERO);
    }
}

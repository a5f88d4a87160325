// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Manages the conferences of one AppID. All methods may be called from any thread and return at once.
 *
 * <p>A future completes with a {@link CommandReceipt} when JaaS has accepted the command, which is all that is known then:
 * the phone of an accepted dial-out has not been answered yet. Otherwise it fails with a {@link JaasException}, itself and not
 * wrapped; {@link JaasException#find} finds it under what later stages wrap around it.
 *
 * <p>Cancelling a future that a method returned aborts the exchange. Cancelling a future derived from it, as by
 * {@code thenApply}, does not: {@link CompletableFuture} does not propagate cancellation to its source.
 *
 * <p>An implementation that is {@link AutoCloseable} refuses commands after {@code close}
 * ({@link CommandRefusedException.Reason#CLIENT_CLOSED}) and ends those in flight, which may have taken effect.
 *
 * <p>{@code ConferenceManagementContract} in jaas-testkit tests what this page promises.
 */
public interface ConferenceManagement {

    /**
     * The AppID whose conferences are managed. Commands for another are refused
     * ({@link CommandRefusedException.Reason#FOREIGN_APP}), and nothing is sent.
     *
     * @return the AppID of the key that signs the admin tokens
     */
    AppId appId();

    /**
     * Executes a command. A dial-out is sent at most once.
     *
     * @param command the command
     * @return the receipt, or a failure with a {@link JaasException}, also where the command is refused
     * @throws NullPointerException if an argument is null; the method throws nothing else
     */
    CompletableFuture<CommandReceipt> execute(JaasCommand command);

    /**
     * Executes a command as {@link #execute(JaasCommand)} does, but completes the future on the given executor.
     *
     * @param command the command
     * @param callbackExecutor completes the future; if it rejects the task, the future completes all the same, on any thread
     * @return as {@link #execute(JaasCommand)}
     * @throws NullPointerException if an argument is null; the method throws nothing else
     */
    default CompletableFuture<CommandReceipt> execute(JaasCommand command, Executor callbackExecutor) {
        requireNonNull(callbackExecutor, "the callback executor is null");
        CompletableFuture<CommandReceipt> execution = execute(command);
        CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
        execution.whenComplete((receipt, failure) -> {
            Runnable complete = () -> {
                if (failure == null) {
                    result.complete(receipt);
                } else {
                    result.completeExceptionally(failure);
                }
            };
            try {
                callbackExecutor.execute(complete);
            } catch (RuntimeException e) {
                complete.run();
            }
        });
        result.whenComplete((receipt, failure) -> {
            if (result.isCancelled()) {
                execution.cancel(true);
            }
        });
        return result;
    }

    /**
     * The same commands for callers that block.
     *
     * @return a view of this object, with nothing to close
     */
    BlockingConferenceManagement blocking();

    /**
     * Names a room of this AppID on the public service.
     *
     * @param room the room
     * @return the conference
     */
    default ConferenceName conference(RoomName room) {
        return ConferenceName.of(room, appId());
    }

    /**
     * Names a room of this AppID on the public service.
     *
     * @param room the name of the room alone, as {@link RoomName#parse} reads it; it is sent verbatim
     * @return the conference
     * @throws dev.jaas.domain.InvalidValueException if the text is not a room name
     */
    default ConferenceName conference(String room) {
        return conference(RoomName.parse(room));
    }

    /**
     * Bans a user by the id in their token: see {@link BanUser}.
     *
     * @param user the user
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> banUser(UserId user) {
        return execute(new BanUser(appId(), user));
    }

    /**
     * Bans a participant token: see {@link BanJwt}.
     *
     * @param jwt the token
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> banJwt(Jwt jwt) {
        return execute(new BanJwt(appId(), jwt));
    }

    /**
     * Ends a meeting for everybody: see {@link DestroyRoom}.
     *
     * @param conference the conference
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> destroyRoom(ConferenceName conference) {
        return execute(new DestroyRoom(conference));
    }

    /**
     * Calls a phone into a meeting, which is billed: see {@link DialOutParticipant}. It is sent at most once.
     *
     * @param conference the conference
     * @param phone the phone
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> dialOut(ConferenceName conference, PhoneNumber phone) {
        return execute(new DialOutParticipant(conference, phone));
    }

    /**
     * Cancels or ends a call to a phone: see {@link HangUpCall}.
     *
     * @param conference the conference
     * @param phone the phone that was called
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> hangUp(ConferenceName conference, PhoneNumber phone) {
        return execute(new HangUpCall(conference, phone));
    }

    /**
     * Removes a participant from a meeting: see {@link KickParticipant}.
     *
     * @param conference the conference
     * @param participant the participant
     * @return as {@link #execute}
     */
    default CompletableFuture<CommandReceipt> kick(ConferenceName conference, ParticipantId participant) {
        return execute(new KickParticipant(conference, participant));
    }

    /**
     * Removes a participant permanently: bans the user, then kicks the participant. The ban comes first, so that the user
     * cannot rejoin in between. A kick that finds no such participant (404 or 410) counts as a success.
     *
     * @param conference the conference
     * @param participant the participant to kick, as the webhook {@code PARTICIPANT_JOINED} names them
     * @param user the user to ban, {@code id} of that webhook
     * @return completes with null when JaaS has accepted both commands, and otherwise fails with the {@link JaasException} of
     *     the command that failed; cancelling it aborts the command in flight
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    default CompletableFuture<@Nullable Void> removeParticipant(
            ConferenceName conference, ParticipantId participant, UserId user) {
        return new ParticipantRemoval(this, new KickParticipant(conference, participant))
                .start(new BanUser(appId(), user));
    }
}

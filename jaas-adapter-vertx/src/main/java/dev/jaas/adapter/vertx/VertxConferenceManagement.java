// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
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
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link ConferenceManagement} in Vert.x futures. Thread-safe, with nothing to close.
 *
 * <p>A future completes on the Vert.x context from which the method was called, or, called from outside Vert.x, on an
 * event loop. It fails with the {@link JaasException} itself. A Vert.x future cannot be cancelled: to stop a command,
 * call the {@code ConferenceManagement}.
 */
public final class VertxConferenceManagement {

    private final Vertx vertx;
    private final ConferenceManagement management;

    private VertxConferenceManagement(Vertx vertx, ConferenceManagement management) {
        this.vertx = vertx;
        this.management = management;
    }

    /**
     * Views a {@code ConferenceManagement}.
     *
     * @param vertx the Vert.x whose contexts complete the futures; it need not be that of the transport
     * @param management carries the commands out; it stays the caller's to close
     * @return the view
     */
    public static VertxConferenceManagement of(Vertx vertx, ConferenceManagement management) {
        return new VertxConferenceManagement(
                requireNonNull(vertx, "the Vertx is null"), requireNonNull(management, "the management is null"));
    }

    /**
     * The AppID whose conferences are managed.
     *
     * @return as {@link ConferenceManagement#appId()}
     */
    public AppId appId() {
        return management.appId();
    }

    /**
     * Names a room of this AppID on the public service.
     *
     * @param room the room
     * @return the conference
     */
    public ConferenceName conference(RoomName room) {
        return management.conference(room);
    }

    /**
     * Names a room of this AppID on the public service.
     *
     * @param room the room, as {@link ConferenceManagement#conference(String)} reads it
     * @return the conference
     * @throws dev.jaas.domain.InvalidValueException if the text is not a room name
     */
    public ConferenceName conference(String room) {
        return management.conference(room);
    }

    /**
     * Carries a command out.
     *
     * @param command the command
     * @return the receipt, or a failure with a {@link JaasException}
     */
    public Future<CommandReceipt> execute(JaasCommand command) {
        Context context = vertx.getOrCreateContext();
        return unwrapped(management.execute(command, task -> context.runOnContext(go -> task.run())), context);
    }

    /**
     * Bans a user by the id in their token: see {@link BanUser}.
     *
     * @param user the user
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> banUser(UserId user) {
        return execute(new BanUser(appId(), user));
    }

    /**
     * Bans a participant token: see {@link BanJwt}.
     *
     * @param jwt the token
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> banJwt(Jwt jwt) {
        return execute(new BanJwt(appId(), jwt));
    }

    /**
     * Ends a meeting for everybody: see {@link DestroyRoom}.
     *
     * @param conference the conference
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> destroyRoom(ConferenceName conference) {
        return execute(new DestroyRoom(conference));
    }

    /**
     * Calls a phone into a meeting, which is billed: see {@link DialOutParticipant}. It is sent at most
     * once.
     *
     * @param conference the conference
     * @param phone the phone
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> dialOut(ConferenceName conference, PhoneNumber phone) {
        return execute(new DialOutParticipant(conference, phone));
    }

    /**
     * Cancels or ends a call to a phone: see {@link HangUpCall}.
     *
     * @param conference the conference
     * @param phone the phone that was called
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> hangUp(ConferenceName conference, PhoneNumber phone) {
        return execute(new HangUpCall(conference, phone));
    }

    /**
     * Removes a participant from a meeting: see {@link KickParticipant}.
     *
     * @param conference the conference
     * @param participant the participant
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> kick(ConferenceName conference, ParticipantId participant) {
        return execute(new KickParticipant(conference, participant));
    }

    /**
     * Removes a participant and keeps them out: bans the user, then kicks the participant.
     *
     * @param conference the conference
     * @param participant the participant to kick
     * @param user the user to ban
     * @return as {@link ConferenceManagement#removeParticipant}
     */
    public Future<Void> removeParticipant(ConferenceName conference, ParticipantId participant, UserId user) {
        return unwrapped(management.removeParticipant(conference, participant, user), vertx.getOrCreateContext());
    }

    /** Completes on the context, and fails with the exception itself, which a decorated management may have wrapped. */
    private static <T> Future<T> unwrapped(CompletableFuture<T> execution, Context context) {
        return Future.fromCompletionStage(execution, context).recover(failure -> {
            JaasException found = JaasException.find(failure);
            return Future.failedFuture(found == null ? failure : found);
        });
    }
}

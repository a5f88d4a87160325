package dev.jaas.adapter.vertx;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.ConferenceManagement;
import dev.jaas.port.driving.JaasException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * A {@link ConferenceManagement} in Vert.x futures. Thread-safe, with nothing to close.
 *
 * <p>A future completes on the Vert.x context from which the method was called, or, called from outside Vert.x, on an
 * event loop. It fails with the {@link JaasException} itself. A Vert.x future cannot be cancelled: who wants to stop an
 * exchange calls the {@code ConferenceManagement}.
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
     * @param management what carries the commands out; it stays the caller's to close
     * @return the view
     */
    public static VertxConferenceManagement of(Vertx vertx, ConferenceManagement management) {
        return new VertxConferenceManagement(vertx, management);
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
     * Carries a command out.
     *
     * @param command the command
     * @return the receipt, or a failure with a {@link JaasException}
     */
    public Future<CommandReceipt> execute(JaasCommand command) {
        return onContext(management.execute(command));
    }

    /**
     * Bans a user by the id in their token: see {@link dev.jaas.domain.BanUser}.
     *
     * @param user the user
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> banUser(UserId user) {
        return onContext(management.banUser(user));
    }

    /**
     * Bans a participant token: see {@link dev.jaas.domain.BanJwt}.
     *
     * @param jwt the token
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> banJwt(Jwt jwt) {
        return onContext(management.banJwt(jwt));
    }

    /**
     * Ends a meeting for everybody: see {@link dev.jaas.domain.DestroyRoom}.
     *
     * @param conference the conference
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> destroyRoom(ConferenceName conference) {
        return onContext(management.destroyRoom(conference));
    }

    /**
     * Calls a phone into a meeting, which is billed: see {@link dev.jaas.domain.DialOutParticipant}. It is sent at most
     * once.
     *
     * @param conference the conference
     * @param phone the phone
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> dialOut(ConferenceName conference, PhoneNumber phone) {
        return onContext(management.dialOut(conference, phone));
    }

    /**
     * Cancels or ends a call to a phone: see {@link dev.jaas.domain.HangUpCall}.
     *
     * @param conference the conference
     * @param phone the phone that was called
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> hangUp(ConferenceName conference, PhoneNumber phone) {
        return onContext(management.hangUp(conference, phone));
    }

    /**
     * Removes a participant from a meeting: see {@link dev.jaas.domain.KickParticipant}.
     *
     * @param conference the conference
     * @param participant the participant
     * @return as {@link #execute}
     */
    public Future<CommandReceipt> kick(ConferenceName conference, ParticipantId participant) {
        return onContext(management.kick(conference, participant));
    }

    private Future<CommandReceipt> onContext(CompletableFuture<CommandReceipt> execution) {
        return Future.fromCompletionStage(execution, vertx.getOrCreateContext()).recover(failure -> {
            // A decorated management may complete a dependent stage, which wraps, and fromCompletionStage does not
            // unwrap.
            JaasException found = JaasException.in(failure);
            return Future.failedFuture(found == null ? failure : found);
        });
    }
}

package dev.jaas.port.driving;

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

/**
 * Manages the conferences of one AppID. All methods may be called from any thread and return at once.
 *
 * <p>A future completes with a {@link CommandReceipt} when JaaS has accepted the command, which is all that is known then:
 * a dial-out that is accepted has not been answered. Otherwise it fails with a {@link JaasException}, itself and not
 * wrapped; {@link JaasException#in} finds it under what later stages wrap around it.
 *
 * <p>Cancelling a future that a method returned stops the exchange. Cancelling a future derived from it ({@code thenApply}
 * and the like) does not: {@link CompletableFuture} does not pass that on.
 */
public interface ConferenceManagement {

    /**
     * The AppID whose conferences are managed. Commands for another are refused.
     *
     * @return the AppID of the key that signs the admin tokens
     */
    AppId appId();

    /**
     * Carries a command out.
     *
     * @param command the command
     * @return the receipt, or a failure with a {@link JaasException}; the method itself throws nothing but
     *     {@link NullPointerException}
     */
    CompletableFuture<CommandReceipt> execute(JaasCommand command);

    /**
     * The same commands for callers that wait.
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
}

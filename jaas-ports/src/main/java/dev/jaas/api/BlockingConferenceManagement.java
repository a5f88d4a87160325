// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

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

/**
 * Manages the conferences of one AppID for callers that block: each method returns when JaaS has accepted the command and
 * throws a {@link JaasException}, itself and not wrapped, otherwise. All methods may be called from any thread that may block.
 *
 * <p>An interrupt while the method waits, or before it, aborts the exchange: the method throws a {@link JaasException} that says
 * whether the command may have taken effect, and the thread's interrupt flag is set. On a thread that must not block, such as one of the transport's own, a
 * method fails at once ({@link CommandRefusedException.Reason#THREAD_MUST_NOT_BLOCK}).
 */
public interface BlockingConferenceManagement {

    /**
     * The AppID whose conferences are managed. Commands for another are refused
     * ({@link CommandRefusedException.Reason#FOREIGN_APP}), and nothing is sent.
     *
     * @return the AppID of the key that signs the admin tokens
     */
    AppId appId();

    /**
     * Executes a command and waits for its result. A dial-out is sent at most once.
     *
     * @param command the command
     * @return the receipt
     * @throws JaasException if JaaS did not accept the command, or it is unknown whether it did
     * @throws NullPointerException if the command is null
     */
    CommandReceipt execute(JaasCommand command);

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
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt banUser(UserId user) {
        return execute(new BanUser(appId(), user));
    }

    /**
     * Bans a participant token: see {@link BanJwt}.
     *
     * @param jwt the token
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt banJwt(Jwt jwt) {
        return execute(new BanJwt(appId(), jwt));
    }

    /**
     * Ends a meeting for everybody: see {@link DestroyRoom}.
     *
     * @param conference the conference
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt destroyRoom(ConferenceName conference) {
        return execute(new DestroyRoom(conference));
    }

    /**
     * Calls a phone into a meeting, which is billed: see {@link DialOutParticipant}. It is sent at most once.
     *
     * @param conference the conference
     * @param phone the phone
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt dialOut(ConferenceName conference, PhoneNumber phone) {
        return execute(new DialOutParticipant(conference, phone));
    }

    /**
     * Cancels or ends a call to a phone: see {@link HangUpCall}.
     *
     * @param conference the conference
     * @param phone the phone that was called
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt hangUp(ConferenceName conference, PhoneNumber phone) {
        return execute(new HangUpCall(conference, phone));
    }

    /**
     * Removes a participant from a meeting: see {@link KickParticipant}.
     *
     * @param conference the conference
     * @param participant the participant
     * @return the receipt
     * @throws JaasException as {@link #execute}
     */
    default CommandReceipt kick(ConferenceName conference, ParticipantId participant) {
        return execute(new KickParticipant(conference, participant));
    }

    /**
     * Removes a participant permanently: bans the user, then kicks the participant. The ban comes first, so that the user
     * cannot rejoin in between. A kick that finds no such participant (404 or 410) counts as a success.
     *
     * @param conference the conference
     * @param participant the participant to kick, as the webhook {@code PARTICIPANT_JOINED} names them
     * @param user the user to ban, {@code id} of that webhook
     * @throws JaasException as {@link #execute}, of the command that failed
     */
    default void removeParticipant(ConferenceName conference, ParticipantId participant, UserId user) {
        KickParticipant kick = new KickParticipant(conference, participant);
        execute(new BanUser(appId(), user));
        try {
            execute(kick);
        } catch (JaasException e) {
            if (!ParticipantRemoval.isNotFound(e)) {
                throw e;
            }
        }
    }
}

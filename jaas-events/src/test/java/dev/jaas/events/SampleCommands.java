// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import java.time.Duration;

/** The commands that tests confirm, and their parts. */
final class SampleCommands {

    static final Duration LONG = Duration.ofHours(1);
    static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    static final ConferenceName STANDUP = ConferenceName.of(RoomName.parse("standup"), APP);
    static final ConferenceName OTHER = ConferenceName.of(RoomName.parse("other"), APP);
    static final ParticipantId ANN = ParticipantId.parse("a1");
    static final ParticipantId PHONE_1 = ParticipantId.parse("b1");
    static final ParticipantId PHONE_2 = ParticipantId.parse("b2");
    static final PhoneNumber NUMBER = PhoneNumber.parse("+40364630871");
    static final PhoneNumber OTHER_NUMBER = PhoneNumber.parse("+40747777777");
    static final KickParticipant KICK = new KickParticipant(STANDUP, ANN);
    static final DialOutParticipant DIAL = new DialOutParticipant(STANDUP, NUMBER);
    static final HangUpCall HANG_UP = new HangUpCall(STANDUP, NUMBER);
    static final DestroyRoom DESTROY = new DestroyRoom(STANDUP);

    private SampleCommands() {}
}

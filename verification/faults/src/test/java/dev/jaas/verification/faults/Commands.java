package dev.jaas.verification.faults;

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
import dev.jaas.testkit.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One of each command. */
final class Commands {

    /** Base64url, and found nowhere else: to be looked for where it must not be. */
    static final String BANNED_JWT = "eyJiYW5uZWQiOnRydWV9.YmFubmVkLWNhbmFyeQ.Y2FuYXJ5LXNpZ25hdHVyZQ";

    private static final AppId APP = TestSigner.KEY_ID.appId();
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("faults"), APP);
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    static final JaasCommand BAN_USER = new BanUser(APP, UserId.parse("auth0|canary/1"));
    /** Not on trial themselves, so that they are told from those that are. */
    static final JaasCommand ANOTHER = new BanUser(APP, UserId.parse("another-user"));

    static final JaasCommand ANOTHER_DIAL_OUT = new DialOutParticipant(ROOM, PhoneNumber.parse("+15555550100"));

    static final JaasCommand DIAL_OUT = new DialOutParticipant(ROOM, PHONE);

    static final List<JaasCommand> ALL = List.of(
            BAN_USER,
            new BanJwt(APP, Jwt.parse(BANNED_JWT)),
            new DestroyRoom(ROOM),
            DIAL_OUT,
            new HangUpCall(ROOM, PHONE),
            new KickParticipant(ROOM, ParticipantId.parse("f0aa9e1e")));

    private Commands() {}

    static boolean isAnother(ReceivedRequest request) {
        return request.target().contains("another-user")
                || new String(request.body(), StandardCharsets.UTF_8).contains("+15555550100");
    }
}

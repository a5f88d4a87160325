// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The commands of the specification's examples. */
final class Commands {

    static final AppId APP = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");
    static final KeyId KEY_ID = KeyId.of(APP, "ed85b6");
    static final ConferenceName CONFERENCE = ConferenceName.of(RoomName.parse("testRoom"), APP);
    static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");
    static final Jwt GUEST_TOKEN = Jwt.parse("eyJhbGciOiJSUzI1NiJ9.eyJyb29tIjoiKiJ9.c2lnbmF0dXJlLW9mLXRoZS1ndWVzdA");

    static final JaasCommand BAN_USER = new BanUser(APP, UserId.parse("userIdValue"));
    static final JaasCommand BAN_JWT = new BanJwt(APP, GUEST_TOKEN);
    static final JaasCommand DESTROY = new DestroyRoom(CONFERENCE);
    static final JaasCommand DIAL_OUT = new DialOutParticipant(CONFERENCE, PHONE);
    static final JaasCommand HANG_UP = new HangUpCall(CONFERENCE, PHONE);
    static final JaasCommand KICK = new KickParticipant(CONFERENCE, ParticipantId.parse("f0aa9e1e"));

    static final List<JaasCommand> ALL = List.of(BAN_USER, BAN_JWT, DESTROY, DIAL_OUT, HANG_UP, KICK);

    private Commands() {}

    /** What requests with a token have in common. */
    static RequestTemplates templates(Jwt token) {
        return new RequestTemplates(token, "test", JaasClient.Builder.DEFAULT_BASE_URL);
    }

    /** Every type of command that there is. */
    static Stream<Class<?>> types() {
        return leaves(JaasCommand.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Commands::leaves)
                : Stream.of(type);
    }
}

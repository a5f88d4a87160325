// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.RoomName;

/** What a 404 or 410 may mean for a command, and what to do, as a part of a sentence. */
enum NotFoundAdvice implements CommandVisitor<String> {
    GIVER;

    private static final int MAX_NAME_LENGTH = 200;

    @Override
    public String visitBanUser(BanUser command) {
        return "nobody was banned: check the AppID and the base URL";
    }

    @Override
    public String visitBanJwt(BanJwt command) {
        return "the token was not banned: check the AppID and the base URL";
    }

    @Override
    public String visitDestroyRoom(DestroyRoom command) {
        return "there is no such room: it may be over already, if its name and the base URL are right"
                + canonicalHint(command.conference());
    }

    @Override
    public String visitDialOutParticipant(DialOutParticipant command) {
        return "there is no such room: nobody was called; check its name and the base URL"
                + canonicalHint(command.conference());
    }

    @Override
    public String visitHangUpCall(HangUpCall command) {
        return "there is no such call: it may have ended already, or belong to another room or number"
                + canonicalHint(command.conference());
    }

    @Override
    public String visitKickParticipant(KickParticipant command) {
        return "there is no such participant: they may have left already, or the id belongs to another room"
                + canonicalHint(command.conference());
    }

    /** Jitsi's clients join rooms by their canonical names, so a name as people see it may be that of no room. */
    private static String canonicalHint(ConferenceName conference) {
        RoomName canonical = conference.room().canonical();
        if (canonical.equals(conference.room())) {
            return "";
        }
        String name = canonical.value();
        return "; the room may be known by its canonical name"
                + (name.length() > MAX_NAME_LENGTH ? " (RoomName.canonical())" : " \"" + name + '"');
    }
}

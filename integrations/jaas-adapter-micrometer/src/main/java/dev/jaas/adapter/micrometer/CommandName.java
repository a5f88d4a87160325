// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;

/** The names of the commands in tags, which are those of the program {@code jaas}. */
final class CommandName implements CommandVisitor<String> {

    private static final CommandName NAMES = new CommandName();

    private CommandName() {}

    static String of(JaasCommand command) {
        return command.accept(NAMES);
    }

    @Override
    public String visitBanUser(BanUser command) {
        return "ban-user";
    }

    @Override
    public String visitBanJwt(BanJwt command) {
        return "ban-jwt";
    }

    @Override
    public String visitDestroyRoom(DestroyRoom command) {
        return "destroy-room";
    }

    @Override
    public String visitDialOutParticipant(DialOutParticipant command) {
        return "dial-out";
    }

    @Override
    public String visitHangUpCall(HangUpCall command) {
        return "hang-up";
    }

    @Override
    public String visitKickParticipant(KickParticipant command) {
        return "kick";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.KickParticipant;

/** The secret that a command carries and {@code --dry-run} must not show; empty if it carries none. */
enum CommandSecret implements CommandVisitor<String> {
    FINDER;

    @Override
    public String visitBanUser(BanUser command) {
        return "";
    }

    @Override
    public String visitBanJwt(BanJwt command) {
        return command.jwt().compact();
    }

    @Override
    public String visitDestroyRoom(DestroyRoom command) {
        return "";
    }

    @Override
    public String visitDialOutParticipant(DialOutParticipant command) {
        return "";
    }

    @Override
    public String visitHangUpCall(HangUpCall command) {
        return "";
    }

    @Override
    public String visitKickParticipant(KickParticipant command) {
        return "";
    }
}

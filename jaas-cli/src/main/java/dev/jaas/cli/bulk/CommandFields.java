// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.KickParticipant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command carries, by the names that results and the journal use. A banned JWT is a secret and has no name. */
enum CommandFields implements CommandVisitor<Map<String, String>> {
    READER;

    @Override
    public Map<String, String> visitBanUser(BanUser command) {
        return Map.of("userId", command.user().value());
    }

    @Override
    public Map<String, String> visitBanJwt(BanJwt command) {
        return Map.of();
    }

    @Override
    public Map<String, String> visitDestroyRoom(DestroyRoom command) {
        return Map.of("conference", command.conference().fullName());
    }

    @Override
    public Map<String, String> visitDialOutParticipant(DialOutParticipant command) {
        return inConference(command.conference(), "phone", command.phone().value());
    }

    @Override
    public Map<String, String> visitHangUpCall(HangUpCall command) {
        return inConference(command.conference(), "phone", command.phone().value());
    }

    @Override
    public Map<String, String> visitKickParticipant(KickParticipant command) {
        return inConference(
                command.conference(), "participantId", command.participant().value());
    }

    private static Map<String, String> inConference(ConferenceName conference, String name, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("conference", conference.fullName());
        fields.put(name, value);
        return fields;
    }
}

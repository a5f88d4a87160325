// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.MeetingCommand;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Encodes commands as the specification defines them: a URI and a JSON body. All commands of one AppID but
 * {@code BAN_USER} share two URIs, which are built once.
 */
final class CommandEncoder implements CommandVisitor<EncodedCommand> {

    private static final byte[] NO_BODY = {};
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Endpoint endpoint;
    private final AppId appId;
    private final URI meeting;
    private final URI banJwt;

    CommandEncoder(Endpoint endpoint, AppId appId) {
        this.endpoint = endpoint;
        this.appId = appId;
        this.meeting = endpoint.uri("v1", "_jaas", "conference-commands", "v1", "meeting");
        this.banJwt = endpoint.uri("v1", "_jaas", "jaccess", "v1", "access-management", appId.value(), "ban", "jwt");
    }

    /** Encodes a command of this encoder's AppID. */
    EncodedCommand encode(JaasCommand command) {
        return command.accept(this);
    }

    /** Host and port of the service, for messages. */
    String peer() {
        int standard = "https".equals(meeting.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return meeting.getHost() + ":" + (meeting.getPort() < 0 ? standard : meeting.getPort());
    }

    @Override
    public EncodedCommand visitBanUser(BanUser command) {
        URI uri = endpoint.uri(
                "v1",
                "_jaas",
                "jaccess",
                "v1",
                "access-management",
                appId.value(),
                "ban",
                "user",
                command.user().value());
        return new EncodedCommand(uri, NO_BODY, null);
    }

    @Override
    public EncodedCommand visitBanJwt(BanJwt command) {
        byte[] body = JsonWriter.object(json -> json.field("jwt", command.jwt().compact()));
        return new EncodedCommand(banJwt, body, command.jwt());
    }

    /** The only command whose action has another name in the specification. */
    @Override
    public EncodedCommand visitDestroyRoom(DestroyRoom command) {
        return meeting(command, "DESTROY", payload -> {});
    }

    @Override
    public EncodedCommand visitDialOutParticipant(DialOutParticipant command) {
        return meeting(
                command,
                command.name(),
                payload -> payload.field("phoneNo", command.phone().value()));
    }

    @Override
    public EncodedCommand visitHangUpCall(HangUpCall command) {
        return meeting(
                command,
                command.name(),
                payload -> payload.field("phoneNo", command.phone().value()));
    }

    @Override
    public EncodedCommand visitKickParticipant(KickParticipant command) {
        return meeting(
                command,
                command.name(),
                payload -> payload.field("participantId", command.participant().value()));
    }

    private EncodedCommand meeting(MeetingCommand command, String action, Consumer<JsonWriter> parameters) {
        byte[] body = JsonWriter.object(json -> json.field("action", action).object("payload", payload -> {
            payload.field("conferenceFullName", command.conference().fullName());
            parameters.accept(payload);
        }));
        return new EncodedCommand(meeting, body, null);
    }
}

package dev.jaas.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.MeetingCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Turns a command into what the specification wants on the wire: the segments of a path and a JSON body. */
final class CommandEncoder {

    /** What was left open by mistake is to be seen in the tests, not to be closed. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private CommandEncoder() {}

    /** The segments, not yet percent-encoded, of the path to POST to. */
    static List<String> path(JaasCommand command) {
        if (command instanceof MeetingCommand) {
            return List.of("v1", "_jaas", "conference-commands", "v1", "meeting");
        }
        List<String> path = new ArrayList<>(List.of("v1", "_jaas", "jaccess", "v1", "access-management"));
        path.add(command.appId().value());
        path.add("ban");
        if (command instanceof BanUser ban) {
            path.addAll(List.of("user", ban.user().value()));
        } else {
            path.add("jwt");
        }
        return path;
    }

    /** The JSON to POST, or nothing. */
    static byte[] body(JaasCommand command) {
        if (command instanceof MeetingCommand meeting) {
            return json(out -> write(meeting, out));
        }
        if (command instanceof BanJwt ban) {
            return json(out -> out.writeStringField("jwt", ban.jwt().compact()));
        }
        return new byte[0];
    }

    /** The header of the admin token (specification, the example token's header). */
    static byte[] tokenHeader(KeyId keyId) {
        return json(out -> {
            out.writeStringField("alg", "RS256");
            out.writeStringField("kid", keyId.value());
            out.writeStringField("typ", "JWT");
        });
    }

    /** The claims of the admin token (specification, "JWT payload example"). */
    static byte[] tokenClaims(AdminClaims claims) {
        return json(out -> {
            out.writeStringField("aud", AdminClaims.AUDIENCE);
            out.writeNumberField("exp", claims.expiresAt().getEpochSecond());
            out.writeStringField("iss", AdminClaims.ISSUER);
            out.writeBooleanField("admin", true);
            out.writeNumberField("nbf", claims.notBefore().getEpochSecond());
            out.writeStringField("sub", claims.subject().value());
        });
    }

    private static void write(MeetingCommand command, JsonGenerator out) throws IOException {
        out.writeStringField("action", action(command));
        out.writeObjectFieldStart("payload");
        out.writeStringField("conferenceFullName", command.conference().fullName());
        if (command instanceof DialOutParticipant dial) {
            out.writeStringField("phoneNo", dial.phone().value());
        } else if (command instanceof HangUpCall hangUp) {
            out.writeStringField("phoneNo", hangUp.phone().value());
        } else if (command instanceof KickParticipant kick) {
            out.writeStringField("participantId", kick.participant().value());
        }
        out.writeEndObject();
    }

    /** The specification calls the action of DESTROY_ROOM alone by another name. */
    private static String action(MeetingCommand command) {
        return command instanceof DestroyRoom ? "DESTROY" : command.name();
    }

    private interface Fields {
        void writeTo(JsonGenerator out) throws IOException;
    }

    private static byte[] json(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}

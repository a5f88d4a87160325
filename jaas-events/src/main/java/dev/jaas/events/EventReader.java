// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static dev.jaas.events.WebhookException.Reason.BODY_MALFORMED;

import dev.jaas.domain.ConferenceName;
import java.io.IOException;
import java.nio.CharBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the body of a webhook request: the envelope first, then the data as what the type says. */
final class EventReader {

    private static final String DATA = "data";
    private static final String TYPE = "eventType";
    private static final String KEY = "idempotencyKey";

    private EventReader() {}

    static JaasEvent read(byte[] body) {
        JsonObject fields;
        try {
            fields = JsonReader.readObject(body, DATA);
        } catch (IOException e) {
            // Without the cause, whose message quotes the body.
            throw new WebhookException(
                    BODY_MALFORMED,
                    "The body is not one JSON object in UTF-8 with at most " + JsonReader.MAX_DEPTH + " levels.");
        }
        ConferenceName conference = fields.fqn("fqn");
        if (conference != null && isSettingsRequest(fields)) {
            return new SettingsProvisioning(conference);
        }
        String type = fields.text(TYPE);
        CharBuffer data = fields.raw(DATA);
        OtherEvent untyped = new OtherEvent(
                type == null ? "" : type,
                fields.key(KEY),
                fields.instant("timestamp"),
                conference,
                fields.key("sessionId"),
                data == null ? null : data.toString());
        ConferenceEvent typed = typed(untyped, fields.key("customerId"), data);
        return typed == null ? untyped : typed;
    }

    /** Its request has an fqn and nothing else that this library knows. */
    private static boolean isSettingsRequest(JsonObject fields) {
        return SettingsProvisioning.TYPE.equals(fields.text(TYPE))
                || !(fields.has(TYPE) || fields.has(KEY) || fields.has(DATA));
    }

    private static @Nullable ConferenceEvent typed(
            OtherEvent event, @Nullable String customerId, @Nullable CharBuffer data) {
        EventTypes.Factory factory = EventTypes.factory(event.type());
        String key = event.idempotencyKey();
        Instant timestamp = event.timestamp();
        ConferenceName conference = event.conference();
        if (factory == null || key == null || timestamp == null || conference == null) {
            return null;
        }
        EventEnvelope envelope =
                new EventEnvelope(event.type(), key, timestamp, conference, event.sessionId(), customerId);
        try {
            Object value = data == null ? JsonObject.NOTHING : JsonReader.readValue(data);
            return factory.create(envelope, value == JsonObject.NOTHING ? JsonObject.EMPTY : value);
        } catch (IOException e) {
            return null; // a limit of Jackson's that holds only for what is read and not skipped
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.events;

import dev.jaas.cli.common.Json;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.events.EventParticipant;
import dev.jaas.events.JaasEvent;
import dev.jaas.events.ParticipantEvent;
import dev.jaas.events.TelephoneEvent;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats events for a terminal. */
public final class EventText {

    /** A participant chooses their id: it must not control the terminal or pass for another line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final int MAX_LENGTH = 500;

    private EventText() {}

    /**
     * Formats an event as a line: time, type, room and whom it is about. It contains no link and no data of other events.
     *
     * @param event a verified event
     * @return one line of printable characters
     */
    public static String line(JaasEvent event) {
        StringJoiner line = new StringJoiner(" ");
        line.add(event.timestamp() == null ? "-" : event.timestamp().toString());
        line.add(event.type().isEmpty() ? "-" : event.type());
        ConferenceName conference = event.conference();
        line.add(conference == null ? "-" : conference.room().value());
        String subject = subject(event);
        String text = UNPRINTABLE
                .matcher(subject.isEmpty() ? line.toString() : line + " " + subject)
                .replaceAll("?");
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }

    /**
     * What identifies an event, as members of a JSON object.
     *
     * @param json to which they are added, as far as the event has them
     * @param event a verified event
     * @return the object
     */
    public static Json identify(Json json, JaasEvent event) {
        json.with("eventType", event.type());
        if (event.idempotencyKey() != null) {
            json.with("idempotencyKey", event.idempotencyKey());
        }
        if (event.timestamp() != null) {
            json.with("timestamp", event.timestamp().toEpochMilli());
        }
        ConferenceName conference = event.conference();
        return conference == null ? json : json.with("fqn", conference.fqn());
    }

    private static String subject(JaasEvent event) {
        if (event instanceof ParticipantEvent.Joined joined) {
            return participant(joined.participant());
        }
        if (event instanceof ParticipantEvent.Left left) {
            return participant(left.participant()) + " "
                    + left.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        if (event instanceof TelephoneEvent call) {
            return phone(call) + "participant " + orDash(call.participantId());
        }
        return "";
    }

    private static String participant(EventParticipant participant) {
        UserId user = participant.userId();
        return "participant " + orDash(participant.participantId()) + (user == null ? "" : " user " + user.value());
    }

    private static String phone(TelephoneEvent call) {
        PhoneNumber phone = call instanceof TelephoneEvent.DialOutStarted dialled
                ? dialled.phone()
                : call instanceof TelephoneEvent.DialInStarted dialling ? dialling.phone() : null;
        return phone == null ? "" : phone.value() + " ";
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}

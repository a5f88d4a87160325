// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of a room: the response's body to {@link SettingsProvisioning}. Without a setting, 8x8 documents, the meeting
 * has no lobby, no passcode and no visitors, and the console's transcriber.
 *
 * <pre>{@code
 * byte[] body = RoomSettings.builder().lobby(LobbyType.WAIT_FOR_MODERATOR).maxOccupants(20).build().toJson();
 * }</pre>
 */
public final class RoomSettings {

    /** The smallest maximum of participants. */
    public static final int MIN_OCCUPANTS = 2;

    /** The largest maximum of participants. */
    public static final int MAX_OCCUPANTS = 500;

    /** Who lets participants in from the lobby. */
    public enum LobbyType {
        /** A moderator admits each participant. */
        WAIT_FOR_APPROVAL,
        /** All participants are admitted when a moderator joins. */
        WAIT_FOR_MODERATOR
    }

    private static final String PASSCODE = "passcode";

    /** Strings, booleans and integers, by their names in the response. */
    private final Map<String, Object> values;

    private RoomSettings(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Starts with no settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Encodes the settings.
     *
     * @return a JSON object in UTF-8; send it with status 200 and the content type {@code application/json}
     */
    public byte[] toJson() {
        return JsonWriter.object(json -> values.forEach((name, value) -> {
            if (value instanceof Boolean flag) {
                json.field(name, flag);
            } else if (value instanceof Integer number) {
                json.field(name, number);
            } else {
                json.field(name, value.toString());
            }
        }));
    }

    /**
     * Describes the settings without the passcode.
     *
     * @return names and values
     */
    @Override
    public String toString() {
        Map<String, Object> shown = new LinkedHashMap<>(values);
        shown.replace(PASSCODE, "redacted");
        return "RoomSettings" + shown;
    }

    /** Creates {@link RoomSettings}. It is not thread-safe. */
    public static final class Builder {

        private static final Pattern DIGITS = Pattern.compile("[0-9]+");
        private static final Pattern TRANSCRIBER = Pattern.compile("[A-Z0-9_]{1,64}");

        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Turns the lobby on ({@code lobbyEnabled}, {@code lobbyType}).
         *
         * @param type who lets participants in
         * @return this builder
         */
        public Builder lobby(LobbyType type) {
            requireNonNull(type, "the type is null");
            return set("lobbyEnabled", true).set("lobbyType", type);
        }

        /**
         * Sets what participants must enter to join ({@code passcode}).
         *
         * @param value digits
         * @return this builder
         * @throws IllegalArgumentException if the value is anything else; the message does not contain it
         */
        public Builder passcode(String value) {
            requireNonNull(value, "the passcode is null");
            if (!DIGITS.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "passcode (its text is not shown) must consist of the digits 0 to 9.");
            }
            return set(PASSCODE, value);
        }

        /**
         * Sets how many participants the room takes ({@code maxOccupants}).
         *
         * @param value {@value RoomSettings#MIN_OCCUPANTS} to {@value RoomSettings#MAX_OCCUPANTS}
         * @return this builder
         * @throws IllegalArgumentException if the value is out of range
         */
        public Builder maxOccupants(int value) {
            if (value < MIN_OCCUPANTS || value > MAX_OCCUPANTS) {
                throw new IllegalArgumentException("maxOccupants must be 2 to 500, not " + value + ".");
            }
            return set("maxOccupants", value);
        }

        /**
         * Sets which service transcribes ({@code transcriberType}).
         *
         * @param value a name of 8x8's such as {@code GOOGLE}: 1 to 64 capital letters, digits and {@code _}
         * @return this builder
         * @throws IllegalArgumentException if the value cannot be such a name
         */
        public Builder transcriberType(String value) {
            requireNonNull(value, "the transcriber type is null");
            if (!TRANSCRIBER.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "transcriberType must consist of 1 to 64 capital letters, digits and \"_\", as in GOOGLE.");
            }
            return set("transcriberType", value);
        }

        /**
         * Sets from how many participants on the others join as visitors ({@code participantsSoftLimit}).
         *
         * @param value 1 or more
         * @return this builder
         * @throws IllegalArgumentException if the value is less than 1
         */
        public Builder participantsSoftLimit(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("participantsSoftLimit must be 1 or more, not " + value + ".");
            }
            return set("participantsSoftLimit", value);
        }

        /**
         * Sets whether participants can join as visitors ({@code visitorsEnabled}).
         *
         * @param value whether they can
         * @return this builder
         */
        public Builder visitorsEnabled(boolean value) {
            return set("visitorsEnabled", value);
        }

        /**
         * Hides the participants' names for those who are no moderators ({@code hideDisplayName}: {@code GUEST}).
         *
         * @return this builder
         */
        public Builder hideGuestNames() {
            return set("hideDisplayName", "GUEST");
        }

        /**
         * Creates the settings.
         *
         * @return the settings
         */
        public RoomSettings build() {
            return new RoomSettings(new LinkedHashMap<>(values));
        }

        private Builder set(String name, Object value) {
            values.put(name, value);
            return this;
        }
    }
}

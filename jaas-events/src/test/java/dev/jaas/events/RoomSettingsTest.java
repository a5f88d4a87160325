// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.events.RoomSettings.LobbyType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomSettingsTest {

    private final RoomSettings.Builder builder = RoomSettings.builder();

    @Test
    void toJson_everythingSet_hasTheFieldsOfTheDocumentation() {
        RoomSettings settings = builder.lobby(LobbyType.WAIT_FOR_MODERATOR)
                .passcode("0123")
                .maxOccupants(20)
                .transcriberType("ORACLE_CLOUD_AI_SPEECH")
                .participantsSoftLimit(10)
                .visitorsEnabled(true)
                .hideGuestNames()
                .build();

        assertThat(json(settings))
                .isEqualTo("{\"lobbyEnabled\":true,\"lobbyType\":\"WAIT_FOR_MODERATOR\",\"passcode\":\"0123\","
                        + "\"maxOccupants\":20,\"transcriberType\":\"ORACLE_CLOUD_AI_SPEECH\","
                        + "\"participantsSoftLimit\":10,\"visitorsEnabled\":true,\"hideDisplayName\":\"GUEST\"}");
    }

    @Test
    void toJson_nothingSet_isAnEmptyObject() {
        assertThat(json(builder.build())).isEqualTo("{}");
    }

    @Test
    void build_builderUsedAgain_doesNotChangeWhatWasBuilt() {
        RoomSettings first = builder.maxOccupants(RoomSettings.MIN_OCCUPANTS).build();
        RoomSettings second = builder.maxOccupants(RoomSettings.MAX_OCCUPANTS)
                .lobby(LobbyType.WAIT_FOR_APPROVAL)
                .build();

        assertThat(json(first)).isEqualTo("{\"maxOccupants\":2}");
        assertThat(json(second))
                .isEqualTo("{\"maxOccupants\":500,\"lobbyEnabled\":true,\"lobbyType\":\"WAIT_FOR_APPROVAL\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 1, 501})
    void maxOccupants_outOfRange_isRefused(int value) {
        assertThatThrownBy(() -> builder.maxOccupants(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxOccupants must be 2 to 500, not " + value + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12a", " 12", "12\n", "\u0661\u0662"})
    void passcode_otherThanDigits_isRefusedWithoutItsText(String value) {
        assertThatThrownBy(() -> builder.passcode(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("passcode (its text is not shown) must consist of the digits 0 to 9.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "google", "A B", "A\n"})
    void transcriberType_notAName_isRefused(String value) {
        assertThatThrownBy(() -> builder.transcriberType(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void participantsSoftLimit_zero_isRefused() {
        assertThatThrownBy(() -> builder.participantsSoftLimit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("participantsSoftLimit must be 1 or more, not 0.");
        assertThat(json(builder.participantsSoftLimit(1).build())).isEqualTo("{\"participantsSoftLimit\":1}");
    }

    @Test
    void toString_withPasscode_doesNotContainIt() {
        assertThat(builder.passcode("4711").maxOccupants(9).build())
                .hasToString("RoomSettings{passcode=redacted, maxOccupants=9}");
    }

    private static String json(RoomSettings settings) {
        return new String(settings.toJson(), StandardCharsets.UTF_8);
    }
}

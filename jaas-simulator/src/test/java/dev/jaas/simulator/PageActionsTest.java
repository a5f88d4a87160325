// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom.CallState;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person does on the page, as the page sends it. */
class PageActionsTest extends SimulatorTests {

    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final PageClient page = new PageClient(simulator.baseUrl());
    private final Caller caller = new Caller(simulator);
    private final ConferenceName room = simulator.conference("standup");

    PageActionsTest() {
        super(JaasSimulator.builder().page(true).start());
    }

    @Test
    void join_roomNameOrFullName_joins() throws Exception {
        assertThat(perform("join", "standup", "user", "ann").statusCode()).isEqualTo(204);
        assertThat(perform("join", room.fullName(), "user", "bob").statusCode()).isEqualTo(204);

        assertThat(simulator.room(room).participants())
                .extracting(SimulatedRoom.Participant::user)
                .containsExactly(UserId.parse("ann"), UserId.parse("bob"));
    }

    @Test
    void join_banned_409WithTheReason() throws Exception {
        caller.banUser("ann");

        HttpResponse<String> response = perform("join", "standup", "user", "ann");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("{\"error\":\"The user \\\"ann\\\" is banned.\"}");
    }

    @Test
    void leave_participant_leaves() throws Exception {
        ParticipantId ann = simulator.join(room, UserId.parse("ann"));

        assertThat(perform("leave", room.fullName(), "participant", ann.value()).statusCode())
                .isEqualTo(204);

        assertThat(simulator.room(room).isOver()).isTrue();
        assertThat(perform("leave", room.fullName(), "participant", ann.value()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void answer_ringingPhone_becomesAParticipant() throws Exception {
        ring();

        assertThat(perform("answer", room.fullName(), "phone", PHONE.value()).statusCode())
                .isEqualTo(204);

        assertThat(simulator.room(room).call(PHONE))
                .hasValueSatisfying(call -> assertThat(call.state()).isEqualTo(CallState.JOINED));
    }

    @Test
    void decline_ringingPhone_isDeclined() throws Exception {
        ring();

        assertThat(perform("decline", room.fullName(), "phone", PHONE.value()).statusCode())
                .isEqualTo(204);

        assertThat(simulator.room(room).call(PHONE))
                .hasValueSatisfying(call -> assertThat(call.state()).isEqualTo(CallState.DECLINED));
        assertThat(perform("answer", room.fullName(), "phone", PHONE.value()).statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "join,a/b,user,ann",
        "join,standup,user,''",
        "join,standup,phone,+40747777777",
        "answer,standup,phone,0747",
        "leave,standup,participant,''",
        "join,x@y,user,ann"
    })
    void values_invalid_400WithTheReason(String action, String conference, String field, String value)
            throws Exception {
        HttpResponse<String> response = perform(action, conference, field, value);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"").doesNotContain("null");
    }

    @Test
    void join_roomOfAnotherAppId_400WithBoth() throws Exception {
        String other = "vpaas-magic-cookie-" + "0".repeat(32);

        HttpResponse<String> response =
                perform("join", room.fullName().replace(simulator.appId().value(), other), "user", "ann");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(other, simulator.appId().value());
        assertThat(simulator.room(room).participants()).isEmpty();
    }

    @Test
    void body_notJson_400() throws Exception {
        assertThat(page.send(page.action("join", "room=standup")).statusCode()).isEqualTo(400);
    }

    private void ring() {
        simulator.join(room, UserId.parse("ann"));
        caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"" + PHONE + "\"");
    }

    private HttpResponse<String> perform(String action, String conference, String field, String value)
            throws Exception {
        return page.send(page.action(action, "{\"room\":\"%s\",\"%s\":\"%s\"}".formatted(conference, field, value)));
    }
}

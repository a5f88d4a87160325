package dev.jaas.testkit;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.simulator.SimulatedRoom;
import dev.jaas.simulator.SimulatedRoom.Call;
import dev.jaas.simulator.SimulatedRoom.CallState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each assertion passes where it should, and otherwise fails with a message that says what was found. */
@ExtendWith(JaasSimulatorExtension.class)
class JaasSimulatorAssertTest {

    private static final UserId ANN = UserId.parse("ann");
    private static final UserId BOB = UserId.parse("bob");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final JaasSimulator simulator;
    private final ConferenceName conference;

    JaasSimulatorAssertTest(JaasSimulator simulator) {
        this.simulator = simulator;
        conference = simulator.conference("standup");
    }

    @Test
    void participants_oneJoined_onlyThatOneIsThere() {
        assertThat(simulator).room(conference).isEmpty();
        ParticipantId ann = simulator.join(conference, ANN);
        ParticipantId nobody = ParticipantId.parse("nobody");

        assertThat(simulator)
                .room(conference)
                .isOpen()
                .hasParticipant(ANN)
                .hasParticipant(ann)
                .hasNoParticipant(BOB)
                .hasNoParticipant(nobody);

        SimulatedRoom room = simulator.room(conference);
        fails(() -> assertThat(room).isEmpty(), "nobody to be in the room");
        fails(() -> assertThat(room).hasParticipant(BOB), "the user bob to be");
        fails(() -> assertThat(room).hasParticipant(nobody), "the participant nobody to be");
        fails(() -> assertThat(room).hasNoParticipant(ANN), "the user ann not to be");
        fails(() -> assertThat(room).hasNoParticipant(ann), "the participant " + ann + " not to be");
        simulator.leave(conference, ann);
        fails(() -> assertThat(simulator).room(conference).isOpen(), "somebody to be in the room");
    }

    @Test
    void calls_twoToOnePhone_latestCounts() {
        SimulatedRoom room = new SimulatedRoom(
                conference, List.of(), List.of(new Call(PHONE, CallState.ENDED), new Call(PHONE, CallState.WAITING)));
        PhoneNumber other = PhoneNumber.parse("+40747777778");

        assertThat(room).hasCall(PHONE, CallState.WAITING).hasNoCall(other);

        fails(() -> assertThat(room).hasCall(PHONE, CallState.ENDED), "that is ENDED");
        fails(() -> assertThat(room).hasCall(other, CallState.WAITING), other.value());
        fails(() -> assertThat(room).hasNoCall(PHONE), "no call to " + PHONE);
    }

    @Test
    void bans_none_failureDoesNotShowToken() {
        assertThat(simulator).hasNoBans();

        fails(() -> assertThat(simulator).hasBanned(ANN), "the user ann to be banned");
        Jwt token = Jwt.parse("secret.secret.secret");
        assertThatThrownBy(() -> assertThat(simulator).hasBanned(token))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the token to be banned")
                .hasMessageNotContaining("secret");
    }

    @Test
    void requests_oneNotAccepted_isShown() throws IOException {
        assertThat(simulator).hasReceivedExactly().hasAcceptedEverything();
        simulator.script(ScriptedResponse.status(503));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("POST /somewhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        }

        fails(() -> assertThat(simulator).hasReceivedExactly("BAN_USER"), "/somewhere");
        fails(() -> assertThat(simulator).hasReceivedExactly(), "/somewhere");
        fails(() -> assertThat(simulator).hasAcceptedEverything(), "503");
    }

    private static void fails(ThrowingCallable assertion, String words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(words);
    }
}

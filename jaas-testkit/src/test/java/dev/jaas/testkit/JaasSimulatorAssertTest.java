// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static dev.jaas.testkit.JaasAssertions.never;
import static dev.jaas.testkit.JaasAssertions.once;
import static dev.jaas.testkit.JaasAssertions.times;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
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
import java.util.Base64;
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
    private static final PhoneNumber OTHER = PhoneNumber.parse("+40747777778");

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
    void hasDialled_twoCalls_countsBothWhateverTheirState() {
        SimulatedRoom room = roomWith(new Call(PHONE, CallState.ENDED), new Call(PHONE, CallState.WAITING));

        assertThat(room).hasDialled(PHONE, times(2)).hasDialled(OTHER, never());

        fails(
                () -> assertThat(room).hasDialled(PHONE, once()),
                PHONE + " to be dialled once, but it was dialled 2 times");
        fails(
                () -> assertThat(room).hasDialled(OTHER, once()),
                OTHER + " to be dialled once, but it was dialled never");
        fails(
                () -> assertThat(room).hasDialled(PHONE, never()),
                PHONE + " to be dialled never, but it was dialled 2 times");
    }

    @Test
    void hasCall_oneCall_passesInItsStateOnly() {
        SimulatedRoom room = roomWith(new Call(PHONE, CallState.WAITING));

        assertThat(room).hasCall(PHONE, CallState.WAITING);

        fails(() -> assertThat(room).hasCall(PHONE, CallState.ENDED), "one call to " + PHONE + ", which is ENDED");
        fails(() -> assertThat(room).hasCall(OTHER, CallState.WAITING), "one call to " + OTHER);
    }

    @Test
    void hasCall_dialledTwice_fails() {
        SimulatedRoom room = roomWith(new Call(PHONE, CallState.ENDED), new Call(PHONE, CallState.RINGING));

        fails(() -> assertThat(room).hasCall(PHONE, CallState.RINGING), "exactly one call to " + PHONE);
    }

    @Test
    void isOver_neverOpenedOpenAndLeft_passesAfterTheMeetingOnly() {
        fails(() -> assertThat(simulator).room("standup").isOver(), "nobody has joined");
        ParticipantId ann = simulator.join(conference, ANN);
        fails(() -> assertThat(simulator).room("standup").isOver(), "somebody is in it");
        simulator.leave(conference, ann);

        assertThat(simulator).room("standup").isOver().isEmpty();
    }

    @Test
    void times_negative_isRefused() {
        assertThatThrownBy(() -> times(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
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
    void received_commandRetried_countsEachRequest() throws IOException {
        BanUser banAnn = new BanUser(simulator.appId(), ANN);
        BanUser banBob = new BanUser(simulator.appId(), BOB);
        simulator.respondTo(banAnn, ScriptedResponse.status(503), ScriptedResponse.ordinary());
        assertThat(simulator).received(banAnn, never()).receivedExactly();

        post(banAnn);
        post(banAnn);

        assertThat(simulator).received(banAnn).received(banAnn, times(2)).receivedExactly(banAnn, banAnn);
        fails(() -> assertThat(simulator).received(banBob), banBob + " to be received, but received were [" + banAnn);
        fails(
                () -> assertThat(simulator).received(banAnn, once()),
                banAnn + " to be received once, but it was received 2 times");
        fails(
                () -> assertThat(simulator).receivedExactly(banAnn, banBob),
                "exactly [" + banAnn + ", " + banBob + "] to be received, but received were [" + banAnn);
        fails(() -> assertThat(simulator).hasAcceptedEverything(), "503");
    }

    @Test
    void received_requestThatIsNoCommand_isShown() throws IOException {
        send("/somewhere", "");

        fails(() -> assertThat(simulator).receivedExactly(), "/somewhere");
        fails(() -> assertThat(simulator).received(new BanUser(simulator.appId(), ANN)), "/somewhere");
        fails(() -> assertThat(simulator).hasAcceptedEverything(), "401");
    }

    @Test
    void received_banOfToken_failureDoesNotShowIt() {
        BanJwt ban = new BanJwt(simulator.appId(), Jwt.parse("secret.secret.secret"));

        assertThatThrownBy(() -> assertThat(simulator).received(ban))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BanJwt")
                .hasMessageNotContaining("secret");
    }

    private void post(BanUser command) throws IOException {
        send(
                "/v1/_jaas/jaccess/v1/access-management/" + command.appId() + "/ban/user/" + command.user(),
                "Authorization: Bearer " + adminToken() + "\r\n");
    }

    private String adminToken() {
        SimulatorSigner signer = SimulatorSigner.of(simulator);
        String input = base64Url(
                        ("{\"alg\":\"RS256\",\"kid\":\"" + signer.keyId() + "\",\"typ\":\"JWT\"}").getBytes(UTF_8))
                + '.'
                + base64Url(("{\"aud\":\"jitsi\",\"exp\":4102444800,\"iss\":\"chat\",\"admin\":true,\"nbf\":1596197652,"
                                + "\"sub\":\"" + simulator.appId() + "\"}")
                        .getBytes(UTF_8));
        return input + '.' + base64Url(signer.sign(input.getBytes(UTF_8)));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void send(String path, String headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers
                                    + "Content-Length: 0\r\n\r\n")
                            .getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        }
    }

    private SimulatedRoom roomWith(Call... calls) {
        return new SimulatedRoom(conference, List.of(), List.of(calls), false);
    }

    private static void fails(ThrowingCallable assertion, String words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(words);
    }
}

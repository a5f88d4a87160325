// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.MeetingCommand;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses scripted by command, and when the command is executed. */
class ScriptedResponseTest {

    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final CountDownLatch decided = new CountDownLatch(1);
    private final JaasSimulator simulator =
            JaasSimulator.builder().onRequest(request -> decided.countDown()).start();
    private final Caller caller = new Caller(simulator);
    private final ConferenceName room = simulator.conference("standup");

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void respondTo_command_onlyThatOneAndLastResponseStays() {
        simulator.respondTo(
                new BanUser(simulator.appId(), UserId.parse("ann")),
                ScriptedResponse.status(503),
                ScriptedResponse.status(429));

        assertThat(caller.banUser("bob").status()).isEqualTo(200);
        assertThat(caller.banUser("ann").status()).isEqualTo(503);
        assertThat(caller.banUser("ann").status()).isEqualTo(429);
        assertThat(caller.banUser("ann").status()).isEqualTo(429);
        assertThat(simulator.bannedUsers()).containsExactly(UserId.parse("bob"));
    }

    @Test
    void respondTo_predicates_latestCountsAndScriptPrecedes() {
        simulator.respondTo(MeetingCommand.class::isInstance, ScriptedResponse.status(500));
        simulator.respondTo(DialOutParticipant.class::isInstance, ScriptedResponse.status(501));
        simulator.script(ScriptedResponse.status(502));

        assertThat(dialOut()).isEqualTo(502);
        assertThat(dialOut()).isEqualTo(501);
        assertThat(caller.meeting("DESTROY", "standup", "").status()).isEqualTo(500);
        assertThat(caller.banUser("ann").status()).isEqualTo(200);
        simulator.reset();
        assertThat(dialOut()).isEqualTo(200);
    }

    @Test
    void respondTo_invalidTokenOrForeignApp_isRejectedByTheRules() {
        simulator.respondTo(command -> true, ScriptedResponse.status(503));
        caller.claims.put("admin", "false");

        assertThat(dialOut()).isEqualTo(401);

        caller.claims.put("admin", "true");
        String foreign = "{\"action\":\"DESTROY\",\"payload\":{\"conferenceFullName\":"
                + "\"standup@conference.vpaas-magic-cookie-other.8x8.vc\"}}";
        assertThat(caller.post(Caller.MEETING, foreign).status()).isEqualTo(403);
        assertThat(dialOut()).isEqualTo(503);
    }

    @Test
    void respondTo_noResponse_isRefused() {
        assertThatThrownBy(() -> simulator.respondTo(command -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }

    @Test
    void delayResponse_untilTheClientGivesUp_hasTakenEffectAndIsListed() throws Exception {
        simulator.script(ScriptedResponse.ordinary().delayResponse(Duration.ofHours(1)));

        try (Socket socket = sendDialOut()) {
            assertThat(decided.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(simulator.room(room).call(PHONE)).isPresent();
            assertThat(simulator.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.accepted()).isTrue());
            assertThat(socket.getInputStream().available()).isZero();
        }
    }

    @Test
    void delay_untilTheClientGivesUp_hasNotTakenEffect() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        simulator.respondTo(
                command -> {
                    read.countDown();
                    return true;
                },
                ScriptedResponse.ordinary().delay(Duration.ofHours(1)));

        try (Socket socket = sendDialOut()) {
            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(decided.await(50, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(simulator.room(room).calls()).isEmpty();
            assertThat(socket.getInputStream().available()).isZero();
        }
    }

    private Socket sendDialOut() throws Exception {
        byte[] body = ("{\"action\":\"DIAL_OUT_PARTICIPANT\",\"payload\":{\"conferenceFullName\":\"" + room
                        + "\",\"phoneNo\":\"" + PHONE + "\"}}")
                .getBytes(UTF_8);
        Socket socket = caller.connect();
        String head = "POST " + Caller.MEETING + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + caller.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(body);
        return socket;
    }

    private int dialOut() {
        return caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"" + PHONE + "\"")
                .status();
    }
}

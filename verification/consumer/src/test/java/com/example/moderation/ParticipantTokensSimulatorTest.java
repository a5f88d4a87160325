// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantTokens;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.JoinRefusedException;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.JaasSimulatorExtension;
import dev.jaas.testkit.ManualClock;
import dev.jaas.testkit.SimulatorSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users join the simulator with the tokens that the library signs. */
class ParticipantTokensSimulatorTest {

    /** Names that are patterns of Lua, and names that those would match. */
    private static final List<String> ROOMS = List.of(
            "my-room",
            "myroom",
            "mmy-room",
            "my-rooms",
            "my.room",
            "myxroom",
            "r[o]m",
            "rom",
            "caf%c3%a9",
            "a+",
            "aa",
            "(a)",
            "^a$",
            "a");

    @RegisterExtension
    final JaasSimulatorExtension extension = new JaasSimulatorExtension().withClient(ReceptionSimulatorTest::connect);

    private final UserId host = UserId.parse("auth0|host");

    @Test
    void token_ofAUserWhoIsBannedLater_isRefused(JaasSimulator simulator, JwsSigner signer, ConferenceManagement jaas) {
        var user = UserId.parse("auth0|host");
        var standup = simulator.conference("standup");
        Jwt token =
                ParticipantTokens.of(signer).forUser(user).room(standup.room()).sign();
        simulator.join(standup, token);

        jaas.banUser(user).join();

        assertThatThrownBy(() -> simulator.join(standup, token)).hasMessage("The user \"auth0|host\" is banned.");
    }

    @Test
    void token_bannedLater_isRefusedAndAnotherOfTheUserIsNot(
            JaasSimulator simulator, JwsSigner signer, ConferenceManagement jaas) {
        var standup = simulator.conference("standup");
        Jwt token = ParticipantTokens.of(signer).forUser(host).allRooms().sign();
        Jwt other =
                ParticipantTokens.of(signer).forUser(host).room(standup.room()).sign();

        jaas.banJwt(token).join();

        assertThatThrownBy(() -> simulator.join(standup, token)).isInstanceOf(JoinRefusedException.class);
        simulator.join(standup, other);
    }

    @Test
    void room_anyName_isThisRoomAlone(JaasSimulator simulator, JwsSigner signer) {
        var tokens = ParticipantTokens.of(signer);
        for (String room : ROOMS) {
            Jwt literal = tokens.forUser(host).room(RoomName.parse(room)).sign();
            Jwt pattern = tokens.forUser(host)
                    .roomPattern(ParticipantTokens.patternOf(RoomName.parse(room)))
                    .sign();

            assertThat(ROOMS)
                    .filteredOn(other -> joins(simulator, other, literal))
                    .containsExactly(room);
            assertThat(ROOMS)
                    .filteredOn(other -> joins(simulator, other, pattern))
                    .containsExactly(room);
        }
        Jwt all = tokens.forUser(host).allRooms().sign();
        assertThat(ROOMS).allMatch(room -> joins(simulator, room, all));
    }

    @Test
    void roomPattern_withANumber_isTheNumberedRooms(JaasSimulator simulator, JwsSigner signer) {
        Jwt token = ParticipantTokens.of(signer)
                .forUser(host)
                .roomPattern(ParticipantTokens.patternOf(RoomName.parse("my-room")) + "%-%d+")
                .sign();

        assertThat(List.of("my-room", "my-room-", "my-room-1", "my-room-12", "my-room-1x", "x-my-room-1", "myroom-1"))
                .filteredOn(room -> joins(simulator, room, token))
                .containsExactly("my-room-1", "my-room-12");
    }

    @Test
    void token_outsideItsLifetime_isRefused() {
        var clock = new ManualClock();
        try (var simulator = JaasSimulator.builder().clock(clock).start();
                var signer = SimulatorSigner.of(simulator)) {
            Jwt token = ParticipantTokens.of(signer, clock)
                    .forUser(host)
                    .allRooms()
                    .lifetime(Duration.ofMinutes(5))
                    .sign();

            clock.advance(Duration.ofSeconds(299));
            assertThat(joins(simulator, "standup", token)).isTrue();
            clock.advance(Duration.ofSeconds(1));
            assertThat(joins(simulator, "standup", token)).isFalse();
        }
    }

    @Test
    void token_signedByAnotherKey_isRefused(JaasSimulator simulator, JwsSigner signer) {
        try (var other = JaasSimulator.start()) {
            Jwt token = ParticipantTokens.of(signer).forUser(host).allRooms().sign();

            assertThat(joins(simulator, "standup", token)).isTrue();
            assertThatThrownBy(() -> other.join(other.conference("standup"), token))
                    .hasMessageContaining("its kid is not " + other.keyId());
        }
    }

    private static boolean joins(JaasSimulator simulator, String room, Jwt token) {
        try {
            simulator.join(simulator.conference(room), token);
            return true;
        } catch (JoinRefusedException e) {
            return false;
        }
    }
}

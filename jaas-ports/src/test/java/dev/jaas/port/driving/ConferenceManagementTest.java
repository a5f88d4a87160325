package dev.jaas.port.driving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The default methods of both driving ports are the six commands and nothing else. */
class ConferenceManagementTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("room"), APP);
    private static final UserId USER = UserId.parse("auth0|5f903d7a");
    private static final Jwt TOKEN = Jwt.parse("aaaa.bbbb.cccc");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");
    private static final ParticipantId PARTICIPANT = ParticipantId.parse("f0aa9e1e");

    private static final List<JaasCommand> SIX = List.of(
            new BanUser(APP, USER),
            new BanJwt(APP, TOKEN),
            new DestroyRoom(ROOM),
            new DialOutParticipant(ROOM, PHONE),
            new HangUpCall(ROOM, PHONE),
            new KickParticipant(ROOM, PARTICIPANT));

    private final List<JaasCommand> executed = new ArrayList<>();

    private final BlockingConferenceManagement blocking = new BlockingConferenceManagement() {
        @Override
        public AppId appId() {
            return APP;
        }

        @Override
        public CommandReceipt execute(JaasCommand command) {
            executed.add(command);
            return new CommandReceipt(command, 200, 1, Duration.ZERO);
        }
    };

    private final ConferenceManagement management = new ConferenceManagement() {
        @Override
        public AppId appId() {
            return APP;
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            return CompletableFuture.completedFuture(blocking.execute(command));
        }

        @Override
        public BlockingConferenceManagement blocking() {
            return blocking;
        }
    };

    @Test
    void defaultMethods_ofTheAsynchronousPort_executeTheSixCommands() {
        List<CommandReceipt> receipts = List.of(
                management.banUser(USER).join(),
                management.banJwt(TOKEN).join(),
                management.destroyRoom(ROOM).join(),
                management.dialOut(ROOM, PHONE).join(),
                management.hangUp(ROOM, PHONE).join(),
                management.kick(ROOM, PARTICIPANT).join());

        assertThat(executed).isEqualTo(SIX);
        assertThat(receipts).extracting(CommandReceipt::command).isEqualTo(SIX);
    }

    @Test
    void defaultMethods_ofTheBlockingPort_executeTheSixCommands() {
        List<CommandReceipt> receipts = List.of(
                blocking.banUser(USER),
                blocking.banJwt(TOKEN),
                blocking.destroyRoom(ROOM),
                blocking.dialOut(ROOM, PHONE),
                blocking.hangUp(ROOM, PHONE),
                blocking.kick(ROOM, PARTICIPANT));

        assertThat(executed).isEqualTo(SIX);
        assertThat(receipts).extracting(CommandReceipt::command).isEqualTo(SIX);
    }

    @Test
    void conference_aRoom_isOneOfThisAppOnThePublicService() {
        assertThat(management.conference(RoomName.parse("room"))).isEqualTo(ROOM);
        assertThat(blocking.conference(RoomName.parse("room"))).isEqualTo(ROOM);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page receives when more has happened than it shows. */
class StateSnapshotTest {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-" + "a".repeat(32) + "/51a1a7");
    private static final UserId ANN = UserId.parse("ann");
    private static final int MANY = 120;

    private final SimulatorState state = new SimulatorState(new RoomSessions(false, Clock.systemUTC(), event -> {}));
    private final RecentActivity activity = new RecentActivity(Clock.systemUTC());
    private final StateSnapshot snapshot = new StateSnapshot(KEY_ID, false, state, activity);

    @Test
    void rooms_moreThanShown_areThoseThatAPersonMustActOn() {
        dial("rings", phone(0));
        state.join(conference("rings"), ANN);
        dial("waits-again", phone(0));
        ParticipantId gone = state.join(conference("waits-again"), ANN);
        state.leave(conference("waits-again"), gone);
        dial("waits-again", phone(0));
        state.join(conference("open"), ANN);
        dial("waits", phone(0));
        for (int i = 0; i < MANY; i++) {
            state.leave(conference("over-" + i), state.join(conference("over-" + i), ANN));
        }

        StateOverview overview = state.overview();

        assertThat(overview.rooms())
                .hasSize(StateOverview.MAX_ROOMS)
                .extracting(room -> room.conference().room().value())
                .startsWith("rings", "open", "waits", "waits-again", "over-119", "over-118");
        assertThat(overview.roomCount()).isEqualTo(MANY + 4);
        assertThat(overview.openRoomCount()).isEqualTo(2);
        assertThat(json()).contains("\"roomCount\":124,\"openRoomCount\":2,");
    }

    @Test
    void calls_moreThanShown_areTheLiveOnesAndTheLatestThatAreOver() {
        state.join(conference("standup"), ANN);
        dial("standup", phone(0));
        for (int i = 1; i <= MANY; i++) {
            dial("standup", phone(i));
            state.decline(conference("standup"), phone(i));
        }

        StateOverview.RoomOverview room = state.overview().rooms().get(0);

        assertThat(room.liveCallCount()).isEqualTo(1);
        assertThat(room.calls())
                .extracting(call -> call.number() + " " + call.call().state() + " "
                        + call.call().phone())
                .containsExactly(
                        "0 RINGING " + phone(0),
                        "120 DECLINED " + phone(120),
                        "119 DECLINED " + phone(119),
                        "118 DECLINED " + phone(118),
                        "117 DECLINED " + phone(117),
                        "116 DECLINED " + phone(116));
    }

    @Test
    void room_manyParticipantsAndRingingPhones_isBoundedAndCountsAll() {
        for (int i = 0; i < MANY; i++) {
            state.join(conference("standup"), UserId.parse("user-" + i));
            dial("standup", phone(i));
        }

        StateOverview.RoomOverview room = state.overview().rooms().get(0);

        assertThat(room.participantCount()).isEqualTo(MANY);
        assertThat(room.liveCallCount()).isEqualTo(MANY);
        assertThat(room.participants()).hasSize(StateOverview.MAX_PARTICIPANTS);
        assertThat(room.calls()).hasSize(StateOverview.MAX_LIVE_CALLS);
        assertThat(json()).contains("\"participantCount\":120", "\"liveCallCount\":120");
    }

    @Test
    void bannedUsers_many_areTheLatest() {
        IntStream.range(0, MANY).forEach(i -> state.execute(new BanUser(KEY_ID.appId(), UserId.parse("user-" + i))));

        assertThat(state.overview().bannedUsers())
                .hasSize(StateOverview.MAX_BANS)
                .startsWith(UserId.parse("user-119"), UserId.parse("user-118"));
        assertThat(json()).contains("\"bannedUserCount\":120,\"bannedUsers\":[\"user-119\",");
    }

    @Test
    void requests_many_areTheLatest() {
        for (int i = 0; i < MANY; i++) {
            activity.add(new ReceivedRequest("GET", "/" + i, Map.of(), "", 404, null, "unknown"));
        }

        assertThat(json()).contains("\"GET /119\"", "\"GET /70\"").doesNotContain("\"GET /69\"");
    }

    @Test
    void texts_long_areCutBetweenCharacters() {
        String emoji = "\uD83D\uDE00";
        UserId user = UserId.parse("u" + emoji.repeat(50_000));
        state.join(conference("r" + emoji.repeat(50_000)), user);
        state.execute(new BanUser(KEY_ID.appId(), user));
        activity.add(new ReceivedRequest(
                "POST", "/", Map.of(), "", 200, new BanUser(KEY_ID.appId(), user), "x".repeat(100_000)));

        String json = json();
        assertThat(json.length()).isLessThan(60_000);
        assertThat(json.contains("\\uDE00…\"")).isTrue();
        assertThat(json.contains("\\uD83D…")).isFalse();
    }

    /** Each command looks at the calls so far once; a command that looks at all of them for each would take minutes here. */
    @Test
    @Timeout(value = 40, unit = TimeUnit.SECONDS, threadMode = SEPARATE_THREAD)
    void execute_manyCallsInARoom_staysFast() {
        state.join(conference("standup"), ANN);
        for (int i = 0; i < 6_000; i++) {
            state.setCallee(phone(i), Callee.DECLINES);
            dial("standup", phone(i));
        }

        assertThat(state.room(conference("standup")).calls()).hasSize(6_000);
    }

    private void dial(String room, PhoneNumber phone) {
        state.execute(new DialOutParticipant(conference(room), phone));
    }

    private static PhoneNumber phone(int number) {
        return PhoneNumber.parse("+407" + (10_000_000 + number));
    }

    private static ConferenceName conference(String room) {
        return ConferenceName.of(RoomName.parse(room), KEY_ID.appId());
    }

    private String json() {
        return new String(snapshot.json(), UTF_8);
    }
}

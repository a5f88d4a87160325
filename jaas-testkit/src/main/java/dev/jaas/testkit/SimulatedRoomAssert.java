// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom;
import dev.jaas.simulator.SimulatedRoom.Call;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a snapshot of a room of the simulator. */
public final class SimulatedRoomAssert extends AbstractAssert<SimulatedRoomAssert, SimulatedRoom> {

    SimulatedRoomAssert(SimulatedRoom actual) {
        super(actual, SimulatedRoomAssert.class);
    }

    /**
     * Asserts that there is a meeting: somebody is in the room.
     *
     * @return this
     */
    public SimulatedRoomAssert isOpen() {
        isNotNull();
        if (!actual.isOpen()) {
            failWithMessage("Expected somebody to be in the room, but it is %s.", actual);
        }
        return this;
    }

    /**
     * Asserts that there was a meeting and that it is over: a room that nobody has joined is not.
     *
     * @return this
     */
    public SimulatedRoomAssert isOver() {
        isNotNull();
        if (!actual.isOver()) {
            failWithMessage(
                    "Expected a meeting in the room that is over, but %s: %s.",
                    actual.isOpen() ? "somebody is in it" : "nobody has joined", actual);
        }
        return this;
    }

    /**
     * Asserts that nobody is in the room, whether there was a meeting or not.
     *
     * @return this
     */
    public SimulatedRoomAssert isEmpty() {
        isNotNull();
        if (actual.isOpen()) {
            failWithMessage("Expected nobody to be in the room, but it is %s.", actual);
        }
        return this;
    }

    /**
     * Asserts that a user is in the room.
     *
     * @param user the user
     * @return this
     */
    public SimulatedRoomAssert hasParticipant(UserId user) {
        return hasParticipant("the user " + user, participant -> user.equals(participant.user()));
    }

    /**
     * Asserts that a participant is in the room.
     *
     * @param id the participant
     * @return this
     */
    public SimulatedRoomAssert hasParticipant(ParticipantId id) {
        return hasParticipant("the participant " + id, participant -> id.equals(participant.id()));
    }

    /**
     * Asserts that a user is not in the room.
     *
     * @param user the user
     * @return this
     */
    public SimulatedRoomAssert hasNoParticipant(UserId user) {
        return hasNoParticipant("the user " + user, participant -> user.equals(participant.user()));
    }

    /**
     * Asserts that a participant is not in the room.
     *
     * @param id the participant
     * @return this
     */
    public SimulatedRoomAssert hasNoParticipant(ParticipantId id) {
        return hasNoParticipant("the participant " + id, participant -> id.equals(participant.id()));
    }

    /**
     * Asserts how often a phone was dialled, whatever became of the calls.
     *
     * @param phone the phone
     * @param times how often
     * @return this
     */
    public SimulatedRoomAssert hasDialled(PhoneNumber phone, Times times) {
        long count = callsTo(phone).size();
        if (!times.matches(count)) {
            failWithMessage(
                    "Expected %s to be dialled %s, but it was dialled %s in %s.",
                    phone, times, Times.describe(count), actual);
        }
        return this;
    }

    /**
     * Asserts that a phone was dialled exactly once, and the state of that call.
     *
     * @param phone the phone
     * @param state the state
     * @return this
     */
    public SimulatedRoomAssert hasCall(PhoneNumber phone, CallState state) {
        if (!callsTo(phone).equals(List.of(new Call(phone, state)))) {
            failWithMessage("Expected exactly one call to %s, which is %s, but there was %s.", phone, state, actual);
        }
        return this;
    }

    private List<Call> callsTo(PhoneNumber phone) {
        isNotNull();
        requireNonNull(phone, "the phone number is null");
        return actual.calls().stream()
                .filter(call -> call.phone().equals(phone))
                .toList();
    }

    private SimulatedRoomAssert hasParticipant(String who, Predicate<Participant> is) {
        isNotNull();
        if (actual.participants().stream().noneMatch(is)) {
            failWithMessage("Expected %s to be in the room, but there was %s.", who, actual);
        }
        return this;
    }

    private SimulatedRoomAssert hasNoParticipant(String who, Predicate<Participant> is) {
        isNotNull();
        if (actual.participants().stream().anyMatch(is)) {
            failWithMessage("Expected %s not to be in the room, but there was %s.", who, actual);
        }
        return this;
    }
}

package dev.jaas.testkit;

import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.SimulatedRoom;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
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
     * Asserts that the room is empty.
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
     * Asserts that a phone was dialled, and the state of the latest call to it.
     *
     * @param phone the phone
     * @param state the state
     * @return this
     */
    public SimulatedRoomAssert hasCall(PhoneNumber phone, CallState state) {
        isNotNull();
        if (actual.call(phone).filter(call -> call.state() == state).isEmpty()) {
            failWithMessage("Expected a call to %s that is %s, but there was %s.", phone, state, actual);
        }
        return this;
    }

    /**
     * Asserts that a phone was never dialled.
     *
     * @param phone the phone
     * @return this
     */
    public SimulatedRoomAssert hasNoCall(PhoneNumber phone) {
        isNotNull();
        if (actual.call(phone).isPresent()) {
            failWithMessage("Expected no call to %s, but there was %s.", phone, actual);
        }
        return this;
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

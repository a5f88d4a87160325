// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.SimulatedRoom.CallState;
import dev.jaas.simulator.SimulatedRoom.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A room as it changes. Guarded by the lock of {@link SimulatorState}. */
final class Room {

    final List<Participant> participants = new ArrayList<>();
    final List<SimulatedRoom.Call> calls = new ArrayList<>();
    boolean opened;

    boolean has(CallState state) {
        return calls.stream().anyMatch(call -> call.state() == state);
    }

    void advance(CallState from, CallState to) {
        calls.replaceAll(call -> call.state() == from ? new SimulatedRoom.Call(call.phone(), to) : call);
    }

    /** Moves the oldest call to a phone from one state to another, if there is a call in the first. */
    boolean advance(PhoneNumber phone, CallState from, CallState to) {
        int call = calls.indexOf(new SimulatedRoom.Call(phone, from));
        if (call >= 0) {
            calls.set(call, new SimulatedRoom.Call(phone, to));
        }
        return call >= 0;
    }

    /** Ends every call to a phone, and removes the phones that had joined. */
    boolean hangUp(PhoneNumber phone) {
        Predicate<SimulatedRoom.Call> isLive =
                call -> call.phone().equals(phone) && !call.state().isOver();
        boolean found = calls.stream().anyMatch(isLive);
        calls.replaceAll(call -> isLive.test(call) ? new SimulatedRoom.Call(phone, CallState.ENDED) : call);
        participants.stream()
                .filter(participant -> phone.equals(participant.phone()))
                .toList()
                .forEach(this::remove);
        return found;
    }

    /** Removes a participant and ends its call, if it is a phone; ends the meeting with the last participant. */
    void remove(Participant participant) {
        participants.remove(participant);
        PhoneNumber phone = participant.phone();
        if (phone != null) {
            advance(phone, CallState.JOINED, CallState.ENDED);
        }
        if (participants.isEmpty()) {
            end();
        }
    }

    void end() {
        participants.clear();
        calls.replaceAll(call -> call.state().isOver() ? call : new SimulatedRoom.Call(call.phone(), CallState.ENDED));
    }
}

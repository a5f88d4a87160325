// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom;

/** Entry point of the AssertJ assertions on the simulator: import its methods statically, beside AssertJ's own. */
public final class JaasAssertions {

    private JaasAssertions() {}

    /**
     * Starts assertions on a simulator.
     *
     * @param simulator the simulator
     * @return assertions on its rooms, bans and requests
     */
    public static JaasSimulatorAssert assertThat(JaasSimulator simulator) {
        return new JaasSimulatorAssert(simulator);
    }

    /**
     * Exactly once.
     *
     * @return for an assertion
     */
    public static Times once() {
        return times(1);
    }

    /**
     * Not at all.
     *
     * @return for an assertion
     */
    public static Times never() {
        return times(0);
    }

    /**
     * A number of times, exactly.
     *
     * @param count 0 or more
     * @return for an assertion
     */
    public static Times times(int count) {
        return new Times(count);
    }

    /**
     * Starts assertions on a room.
     *
     * @param room a snapshot of the room
     * @return assertions on its participants and calls
     */
    public static SimulatedRoomAssert assertThat(SimulatedRoom room) {
        return new SimulatedRoomAssert(room);
    }
}

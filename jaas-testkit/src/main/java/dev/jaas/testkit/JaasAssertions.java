package dev.jaas.testkit;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom;

/** Entry point of the AssertJ assertions on the simulator. */
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
     * Starts assertions on a room.
     *
     * @param room a snapshot of the room
     * @return assertions on its participants and calls
     */
    public static SimulatedRoomAssert assertThat(SimulatedRoom room) {
        return new SimulatedRoomAssert(room);
    }
}

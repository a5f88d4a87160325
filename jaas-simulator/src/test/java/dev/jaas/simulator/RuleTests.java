// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;

/** A simulator that is empty before each test, and a room in it. */
abstract class RuleTests extends SimulatorTests {

    static final UserId ANN = UserId.parse("ann");
    static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    final Caller caller = new Caller(simulator);
    final ConferenceName room = simulator.conference("standup");

    RuleTests() {
        super(JaasSimulator.start());
    }

    int dialOut() {
        return caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"" + PHONE + "\"")
                .status();
    }
}

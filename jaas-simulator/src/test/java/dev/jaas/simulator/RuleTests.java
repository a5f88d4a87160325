// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A simulator that is empty before each test, and a room in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RuleTests {

    static final UserId ANN = UserId.parse("ann");
    static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    final JaasSimulator simulator = JaasSimulator.start();
    final Caller caller = new Caller(simulator);
    final ConferenceName room = simulator.conference("standup");

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    int dialOut() {
        return caller.meeting("DIAL_OUT_PARTICIPANT", "standup", "\"phoneNo\":\"" + PHONE + "\"")
                .status();
    }
}

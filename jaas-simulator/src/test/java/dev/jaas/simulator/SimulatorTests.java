// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A simulator for all tests of a class, empty before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatorTests {

    final JaasSimulator simulator;

    SimulatorTests(JaasSimulator simulator) {
        this.simulator = simulator;
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @AfterAll
    void close() {
        simulator.close();
    }
}

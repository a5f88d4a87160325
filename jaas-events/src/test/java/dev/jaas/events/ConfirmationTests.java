// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import org.junit.jupiter.api.AfterEach;

/** Confirmations, and events that happen by their clock. */
abstract class ConfirmationTests {

    final ManualClock clock = new ManualClock();
    final SampleEvents events = new SampleEvents(clock);
    final CommandConfirmations confirmations = new CommandConfirmations(clock);

    @AfterEach
    void close() {
        confirmations.close();
    }
}

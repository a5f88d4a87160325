package dev.jaas.verification.faults;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;

/**
 * What came of one command under one fault by one transport.
 *
 * @param told what the caller was told
 * @param lost how much of the time that took threads of this JVM did not get to run
 * @param requests how many complete requests of this command the server received
 * @param connectionGone whether no connection stayed open, where that is demanded
 */
record Observation(
        Fault fault, Stack stack, JaasCommand command, Told told, Duration lost, int requests, boolean connectionGone) {

    Duration elapsed() {
        return Duration.ofNanos(told.end() - told.start());
    }
}

package dev.jaas.verification.faults.catalogue;

import dev.jaas.domain.JaasCommand;
import dev.jaas.verification.faults.TransportKind;
import java.time.Duration;

/**
 * What one scenario did.
 *
 * @param result what the caller got
 * @param stalled for how long meanwhile no thread of this JVM could run
 * @param requests how many complete requests of the command the server received
 * @param connectionClosed whether every connection was closed, or none had to be
 */
record Observation(
        Fault fault,
        TransportKind transportKind,
        JaasCommand command,
        ObservedResult result,
        Duration stalled,
        int requests,
        boolean connectionClosed) {

    Duration elapsed() {
        return Duration.ofNanos(result.end() - result.start());
    }
}

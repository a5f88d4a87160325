package dev.jaas.verification.faults;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What came of one command under one fault by one transport.
 *
 * @param verdict what the caller was told
 * @param status the status it was told
 * @param failure what it was told it with
 * @param attempts how often the client says that it sent
 * @param requests how many complete requests of this command the server received
 * @param elapsed from the call to the verdict
 * @param connectionGone whether no connection was open a little more than a second later
 */
record Observation(
        Fault fault,
        Stack stack,
        JaasCommand command,
        Verdict verdict,
        OptionalInt status,
        @Nullable Throwable failure,
        int attempts,
        int requests,
        Duration elapsed,
        boolean connectionGone) {}

package dev.jaas.verification.faults;

import dev.jaas.testkit.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is put right at a moment that a test knows. */
final class WrongUntilTheFirstRequest extends Clock {

    private final ScriptedServer server;
    private final Duration off;

    WrongUntilTheFirstRequest(ScriptedServer server, Duration off) {
        this.server = server;
        this.off = off;
    }

    @Override
    public Instant instant() {
        Instant now = Instant.now();
        return server.requests().isEmpty() ? now.plus(off) : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new AssertionError("nobody asks for that");
    }
}

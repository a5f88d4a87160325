// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.testkit.transport.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is wrong until the server has received a request, and right from then on. */
final class ClockFixedByFirstRequest extends Clock {

    private final ScriptedServer server;
    private final Duration offset;

    ClockFixedByFirstRequest(ScriptedServer server, Duration offset) {
        this.server = server;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        Instant now = Instant.now();
        return server.requests().isEmpty() ? now.plus(offset) : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.spi.HttpTransport;
import java.time.Clock;
import java.time.Duration;

/** What all executions of a client share. */
record ClientContext(
        HttpTransport transport,
        TransportTrust transportTrust,
        CommandEncoder encoder,
        AdminTokens tokens,
        ConcurrencyLimiter limiter,
        RetryPolicy retries,
        Timer timer,
        Clock clock,
        Observers observers,
        Duration commandTimeout,
        Duration attemptTimeout,
        Duration connectTimeout) {}

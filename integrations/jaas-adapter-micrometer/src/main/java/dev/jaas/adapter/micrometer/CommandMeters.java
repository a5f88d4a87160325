// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters and timers. Each is looked up in the registry once: a look-up by name and tags costs more than to count. */
final class CommandMeters {

    static final String COMMANDS = "jaas.commands";
    static final String ATTEMPTS = "jaas.attempts";
    static final String RETRIES = "jaas.retries";
    static final String TOKEN_RENEWALS = "jaas.token.renewals";

    private final MeterRegistry registry;
    private final Map<Ending, Timer> commands = new ConcurrentHashMap<>();
    private final Map<Ending, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final Counter tokenRenewals;
    private final Counter tokenFailures;

    CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        this.tokenRenewals = tokenRenewals("success"); // both exist from the start, so that a rate finds the first one
        this.tokenFailures = tokenRenewals("failure");
    }

    void commandEnded(Ending ending, Duration elapsed) {
        commands.computeIfAbsent(ending, key -> timer(COMMANDS, "Commands, all attempts and pauses included", key))
                .record(elapsed);
    }

    void attemptEnded(Ending ending, Duration duration) {
        attempts.computeIfAbsent(ending, key -> timer(ATTEMPTS, "Attempts to send a command", key))
                .record(duration);
    }

    void retryScheduled(String command) {
        retries.computeIfAbsent(command, this::retryCounter).increment();
    }

    void tokenRenewed() {
        tokenRenewals.increment();
    }

    void tokenRenewalFailed() {
        tokenFailures.increment();
    }

    private Timer timer(String name, String description, Ending ending) {
        return Timer.builder(name)
                .description(description)
                .tags(Tags.of("command", ending.command(), "outcome", ending.outcome(), "status", ending.status()))
                .register(registry);
    }

    private Counter retryCounter(String command) {
        return Counter.builder(RETRIES)
                .description("Attempts that were scheduled after one that failed")
                .tag("command", command)
                .register(registry);
    }

    private Counter tokenRenewals(String outcome) {
        return Counter.builder(TOKEN_RENEWALS)
                .description("Admin tokens that were signed, and signatures that failed")
                .tag("outcome", outcome)
                .register(registry);
    }
}

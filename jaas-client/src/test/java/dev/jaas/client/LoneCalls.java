package dev.jaas.client;

import dev.jaas.port.driven.CommandObserver;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What a call needs that is made without a client. */
final class LoneCalls {

    static final Duration BUDGET = Duration.ofSeconds(10);

    private LoneCalls() {}

    /** With one place, and a token that is there already. */
    static Call.Surroundings in(
            Timer timer, Clock clock, ScriptedTransport transport, Observers observers, Threads threads) {
        Observers nobody = new Observers(List.<CommandObserver>of(), threads.observers());
        AdminTokens tokens = new AdminTokens(
                new ScriptedSigner(), Duration.ofMinutes(10), BUDGET, clock, timer, threads.signing(), nobody);
        Rig.await(tokens.lasting(BUDGET));
        return new Call.Surroundings(
                transport,
                Endpoint.at(URI.create("https://8x8.vc")),
                UserAgent.VALUE,
                tokens,
                new Turnstile(1, 1),
                new RetryPolicy(3, () -> Rig.JITTER),
                timer,
                clock,
                observers,
                BUDGET,
                BUDGET);
    }
}

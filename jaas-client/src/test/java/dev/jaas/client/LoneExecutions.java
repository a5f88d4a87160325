// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.spi.HttpTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What an execution needs that is created without a client. */
final class LoneExecutions {

    static final Duration BUDGET = Duration.ofSeconds(10);

    private LoneExecutions() {}

    /** With one permit, and a token that is there already. */
    static ClientContext context(
            Timer timer, Clock clock, HttpTransport transport, Observers observers, ClientExecutors executors) {
        Observers nobody = new Observers(List.of(), executors.observers());
        AdminTokens tokens = new AdminTokens(
                new ScriptedSigner(),
                Duration.ofMinutes(10),
                BUDGET,
                Commands::templates,
                clock,
                timer,
                executors.signing(),
                nobody);
        Rig.await(tokens.tokenValidFor(BUDGET));
        return new ClientContext(
                transport,
                new TransportTrust(transport),
                new CommandEncoder(Endpoint.parse(JaasClient.Builder.DEFAULT_BASE_URL), Commands.APP),
                tokens,
                new ConcurrencyLimiter(1, 1),
                new RetryPolicy(3, () -> Rig.JITTER),
                timer,
                clock,
                observers,
                BUDGET,
                BUDGET,
                transport.connectTimeout());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.api.ConferenceManagementContract;
import dev.jaas.testkit.api.ServiceBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Timeout;

/** The client, on a transport that does what the service would, keeps every promise of the interface. */
@Timeout(60)
class JaasClientContractTest extends ConferenceManagementContract {

    private ScriptedTransport transport = new ScriptedTransport(32);

    @Override
    protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
        ScriptedTransport scripted = new ScriptedTransport(32);
        script.forEach(behaviour -> scripted.then(behaviour(behaviour)));
        transport = scripted.always(ScriptedTransport.respond(200));
        return JaasClient.builder(new Signer(KeyId.of(appId, "ed85b6")), transport)
                .commandTimeout(Duration.ofSeconds(30))
                .build();
    }

    @Override
    protected int requestsReceived() {
        return transport.requests().size();
    }

    @Override
    protected int requestsInFlight() {
        return transport.inFlightAndScripted();
    }

    @Override
    protected Executor threadThatMustNotBlock() {
        return task -> {
            transport.forbidBlocking();
            task.run();
        };
    }

    private static ScriptedTransport.Behaviour behaviour(ServiceBehaviour behaviour) {
        if (behaviour.status().isPresent()) {
            Map<String, String> headers = behaviour
                    .retryAfter()
                    .map(wait -> Map.of("Retry-After", Long.toString(wait.toSeconds())))
                    .orElse(Map.of());
            return ScriptedTransport.respond(behaviour.status().getAsInt(), headers, "");
        }
        return switch (behaviour) {
            case CONNECTION_REFUSED -> ScriptedTransport.refusal();
            case CONNECTION_BROKEN -> ScriptedTransport.reset();
            default -> ScriptedTransport.silence();
        };
    }

    /** The service does not look at the signature. */
    private record Signer(KeyId keyId) implements JwsSigner {
        @Override
        public byte[] sign(byte[] signingInput) {
            return new byte[256];
        }
    }
}

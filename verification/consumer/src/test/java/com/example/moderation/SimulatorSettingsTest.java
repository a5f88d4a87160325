// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.ManualClock;
import dev.jaas.testkit.SimulatorSigner;
import dev.jaas.testkit.transport.TestAuthority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {

    private final UserId user = UserId.parse("ann");

    @Test
    void banUser_tokenHasExpired_isSentWithANewOne() {
        var clock = new ManualClock();
        try (var simulator = JaasSimulator.builder().clock(clock).start();
                var signer = SimulatorSigner.of(simulator);
                var transport = JdkHttpTransport.create();
                var jaas = JaasClient.builder(signer, transport)
                        .baseUrl(simulator.baseUrl())
                        .clock(clock)
                        .build()) {
            jaas.blocking().banUser(user);
            clock.advance(Duration.ofHours(1));
            jaas.blocking().banUser(user);

            assertThat(simulator).hasAcceptedEverything();
            assertThat(simulator.requests())
                    .extracting(request -> request.header("Authorization"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void banUser_simulatorWithTls_trustsItsAuthority() {
        var authority = TestAuthority.create();
        var trusting = TransportSettings.builder()
                .trustedCertificates(List.of(authority.certificate()))
                .build();
        try (var simulator = JaasSimulator.builder()
                        .tls(authority.issue("127.0.0.1"))
                        .start();
                var signer = SimulatorSigner.of(simulator);
                var transport = JdkHttpTransport.create(trusting);
                var jaas = JaasClient.builder(signer, transport)
                        .baseUrl(simulator.baseUrl())
                        .build()) {
            jaas.blocking().banUser(user);

            assertThat(simulator).hasBanned(user);
        }
    }
}

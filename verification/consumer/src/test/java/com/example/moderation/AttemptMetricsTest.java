// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JaasSimulatorExtension.class)
class AttemptMetricsTest {

    private final AttemptMetrics metrics = new AttemptMetrics();
    private final UserId user = UserId.parse("auth0|5f903d7a77f3b4006eb8e67d");

    @Test
    void timers_attemptsAcceptedAndRejected_areCountedAndTimed(JaasSimulator simulator) throws Exception {
        var failed = new CountDownLatch(1);
        var untilFailed = new CommandObserver() {
            @Override
            public void failed(long executionId, JaasException failure) {
                failed.countDown();
            }
        };
        try (var signer = PemJwsSigner.fromString(simulator.keyId(), simulator.privateKeyPem());
                var transport = JdkHttpTransport.create();
                var jaas = JaasClient.builder(signer, transport)
                        .baseUrl(simulator.baseUrl())
                        .addObserver(metrics)
                        .addObserver(untilFailed)
                        .build()) {
            jaas.blocking().banUser(user);
            jaas.blocking().banUser(user);
            assertThatThrownBy(() -> jaas.blocking().kick(jaas.conference("standup"), ParticipantId.parse("3c6d1fd0")))
                    .isInstanceOf(CommandRejectedException.class);
            assertThat(failed.await(30, SECONDS)).isTrue();
        }

        assertThat(metrics.timers()).containsOnlyKeys("BanUser.ACCEPTED", "KickParticipant.REJECTED");
        assertThat(metrics.timers().get("BanUser.ACCEPTED").count()).isEqualTo(2);
        assertThat(metrics.timers().get("KickParticipant.REJECTED").count()).isEqualTo(1);
        assertThat(metrics.timers().values())
                .allSatisfy(timer -> assertThat(timer.total()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(60)));
    }

    @Test
    void timers_commandRefusedHere_countNoAttempt(JaasSimulator simulator) {
        AppId otherApp = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");
        try (var signer = PemJwsSigner.fromString(simulator.keyId(), simulator.privateKeyPem());
                var transport = JdkHttpTransport.create()) {
            JaasClient client =
                    JaasClient.builder(signer, transport).addObserver(metrics).build();
            assertThatThrownBy(() -> client.blocking().execute(new BanUser(otherApp, user)))
                    .isInstanceOf(CommandRefusedException.class);
            client.close();
        }

        assertThat(metrics.timers()).isEmpty();
    }
}

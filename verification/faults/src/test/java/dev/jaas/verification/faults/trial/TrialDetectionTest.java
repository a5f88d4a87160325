// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.HttpTransport;
import dev.jaas.verification.faults.ForkedJvm;
import dev.jaas.verification.faults.TransportKind;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trial detects a caller or transport that breaks its promises. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class TrialDetectionTest {

    private static final long SEED = Long.getLong("seed", 1);
    private static final int ENOUGH_TO_DETECT = 1_000;

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void dial_transportRetriesFailures_isDetected(TransportKind kind) throws Exception {
        try (HttpTransport transport = kind.create(DialTrial.SETTINGS)) {
            assertThat(violations(FaultyTransports.retryingFailures(transport), JaasClient::execute))
                    .anyMatch(violation -> violation.contains("reached the server twice"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void dial_callerRetriesUnknown_isDetected(TransportKind kind) throws Exception {
        try (HttpTransport transport = kind.create(DialTrial.SETTINGS)) {
            assertThat(violations(transport, TrialDetectionTest::dialAgainIfUnknown))
                    .anyMatch(violation -> violation.contains("reached the server twice"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void dial_transportAsksWithResponse_isDetected(TransportKind kind) throws Exception {
        try (HttpTransport transport = kind.create(DialTrial.SETTINGS)) {
            assertThat(violations(FaultyTransports.askingWithResponse(transport), JaasClient::execute))
                    .anyMatch(violation -> violation.contains("not delivered or refused, but received"));
        }
    }

    @Test
    void dial_transportFollowsRedirects_isDetected() throws Exception {
        assertThat(violations(FaultyTransports.plainJdk(HttpClient.Redirect.ALWAYS), JaasClient::execute))
                .anyMatch(violation -> violation.contains("reached the server twice"))
                .anyMatch(violation -> violation.contains("followed a redirect"));
    }

    @Test
    void dial_enableAllMethodRetry_isDetected() throws Exception {
        try (ForkedJvm jvm = ForkedJvm.start(
                List.of("-Djdk.httpclient.enableAllMethodRetry=true"),
                RetryingJvm.class,
                String.valueOf(SEED),
                String.valueOf(ENOUGH_TO_DETECT))) {
            assertThat(jvm.awaitLine("violations: ")).contains("reached the server twice");
        }
        assertThat(violations(FaultyTransports.plainJdk(HttpClient.Redirect.NEVER), JaasClient::execute))
                .noneMatch(violation -> violation.contains("reached the server twice"));
    }

    private static List<String> violations(HttpTransport transport, DialTrial.Dialler dialler) throws Exception {
        return DialTrial.run(transport, dialler, SEED, ENOUGH_TO_DETECT).violations(Long.MAX_VALUE);
    }

    private static CompletableFuture<CommandReceipt> dialAgainIfUnknown(JaasClient client, JaasCommand command) {
        return client.execute(command)
                .exceptionallyCompose(failure -> JaasException.find(failure) instanceof DeliveryUnknownException
                        ? client.execute(command)
                        : CompletableFuture.failedFuture(failure));
    }
}

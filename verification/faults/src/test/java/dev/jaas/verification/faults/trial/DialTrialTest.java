// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.JaasClient;
import dev.jaas.spi.HttpTransport;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.trial.TrialPlan.ServerFault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 5,000 dials over each transport. The profile {@code trials} runs a million over each; {@code -Dseed} selects other plans.
 */
@Tag("slow")
class DialTrialTest {

    private static final int TRIALS = Integer.getInteger("dials", 5_000);
    private static final long SEED = Long.getLong("seed", 1);

    /** How late a command may end, not counting stalls of the machine. */
    private static final long MAX_LATENESS_MILLIS = 250;

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void dial_randomFaults_isReceivedAtMostOnceAndReportedTruly(TransportKind kind) throws Exception {
        try (HttpTransport transport = kind.create(DialTrial.SETTINGS)) {
            TrialLedger ledger = DialTrial.run(transport, JaasClient::execute, SEED, TRIALS);

            System.out.println(
                    ledger.summary(kind + " on Java " + Runtime.version().feature(), DialTrial.DEADLINE.toNanos()));
            assertThat(ledger.violations(DialTrial.DEADLINE.toNanos() + MILLISECONDS.toNanos(MAX_LATENESS_MILLIS)))
                    .isEmpty();
        }
    }

    @Test
    void of_sameSeedAndNumber_isEqual() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> TrialPlan.of(7, i)))
                .isEqualTo(IntStream.range(0, 1000)
                        .mapToObj(i -> TrialPlan.of(7, i))
                        .toList());
        assertThat(TrialPlan.of(8, 0)).isNotEqualTo(TrialPlan.of(7, 0));
    }

    @Test
    void of_manyNumbers_containsEveryFault() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> TrialPlan.of(SEED, i).fault()))
                .contains(ServerFault.values());
    }
}

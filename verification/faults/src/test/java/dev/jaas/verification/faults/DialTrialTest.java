package dev.jaas.verification.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.client.JaasClient;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import dev.jaas.verification.faults.TrialPlan.Trouble;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The trial in short, 10,000 dials over both transports, and proof that it finds what it is there for. The profile
 * {@code trials} makes that a million for each transport; {@code -Dseed} makes other plans.
 */
class DialTrialTest {

    private static final int TRIALS = Integer.getInteger("dials", 5_000);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int ENOUGH_TO_FIND = 1_000;

    /** What a call may take beyond its deadline, not counting the time for which the machine let nothing run. */
    private static final long LATENESS_MILLIS = 250;

    @ParameterizedTest
    @EnumSource
    void dial_everythingGoesWrongAtRandom_reachesTheServerAtMostOnceAndEndsWithTheTruth(Stack stack) throws Exception {
        try (HttpTransport transport = stack.create(TransportSettings.defaults())) {
            TrialLedger ledger = DialTrial.run(transport, JaasClient::execute, SEED, TRIALS);

            System.out.println(
                    ledger.summary(stack + " on Java " + Runtime.version().feature(), DialTrial.DEADLINE.toNanos()));
            assertThat(ledger.violations(DialTrial.DEADLINE.toNanos() + MILLISECONDS.toNanos(LATENESS_MILLIS)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void dial_transportSendsAgainWhatBroke_isFoundOut(Stack stack) throws Exception {
        try (HttpTransport transport = stack.create(TransportSettings.defaults())) {
            assertThat(violations(CarelessTransport.thatSendsAgain(transport), JaasClient::execute))
                    .anyMatch(violation -> violation.contains("reached the server twice"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dial_callerRepeatsWhatIsUnknown_isFoundOut(Stack stack) throws Exception {
        try (HttpTransport transport = stack.create(TransportSettings.defaults())) {
            assertThat(violations(transport, DialTrialTest::dialAgainIfUnknown))
                    .anyMatch(violation -> violation.contains("reached the server twice"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dial_transportVouchesForWhatItCannotKnow_isFoundOut(Stack stack) throws Exception {
        try (HttpTransport transport = stack.create(TransportSettings.defaults())) {
            assertThat(violations(CarelessTransport.thatVouchesForAll(transport), JaasClient::execute))
                    .anyMatch(violation -> violation.contains("had been read"));
        }
    }

    @Test
    void dial_transportFollowsRedirects_isFoundOut() throws Exception {
        assertThat(violations(CarelessTransport.onJdk(HttpClient.Redirect.ALWAYS), JaasClient::execute))
                .anyMatch(violation -> violation.contains("reached the server twice"))
                .anyMatch(violation -> violation.contains("followed a redirect"));
    }

    @Test
    void dial_enableAllMethodRetry_isFoundOut() throws Exception {
        try (ForkedJvm jvm = ForkedJvm.start(
                List.of("-Djdk.httpclient.enableAllMethodRetry=true"),
                RetryingJvm.class,
                String.valueOf(SEED),
                String.valueOf(ENOUGH_TO_FIND))) {
            assertThat(jvm.await("violations: ")).contains("reached the server twice");
        }
        assertThat(violations(CarelessTransport.onJdk(HttpClient.Redirect.NEVER), JaasClient::execute))
                .noneMatch(violation -> violation.contains("reached the server twice"));
    }

    @Test
    void plan_sameSeedAndNumber_isTheSame() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> TrialPlan.of(7, i)))
                .isEqualTo(IntStream.range(0, 1000)
                        .mapToObj(i -> TrialPlan.of(7, i))
                        .toList());
        assertThat(TrialPlan.of(8, 0)).isNotEqualTo(TrialPlan.of(7, 0));
    }

    @Test
    void plan_manyNumbers_bringEveryTrouble() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> TrialPlan.of(SEED, i).trouble()))
                .contains(Trouble.values());
    }

    private static List<String> violations(HttpTransport transport, DialTrial.Dialler dialler) throws Exception {
        return DialTrial.run(transport, dialler, SEED, ENOUGH_TO_FIND).violations(Long.MAX_VALUE);
    }

    private static CompletableFuture<CommandReceipt> dialAgainIfUnknown(JaasClient client, JaasCommand command) {
        return client.execute(command)
                .exceptionallyCompose(failure -> JaasException.in(failure) instanceof DeliveryUnknownException
                        ? client.execute(command)
                        : CompletableFuture.failedFuture(failure));
    }
}

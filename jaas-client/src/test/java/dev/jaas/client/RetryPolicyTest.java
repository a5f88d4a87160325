// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.JaasCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration AMPLE = Duration.ofHours(1);
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final RetryPolicy POLICY = new RetryPolicy(3, () -> 0.5);

    static IntStream statuses() {
        return IntStream.concat(IntStream.rangeClosed(100, 599), IntStream.of(0, 999));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void next_afterAStatus_onlyWhereAnotherAttemptMayHelp(int status) {
        assertThat(POLICY.next(responded(status), Commands.KICK, 1, AMPLE).isPresent())
                .isEqualTo(RETRYABLE.contains(status));
    }

    @Test
    void next_withoutAResponse_always() {
        assertThat(POLICY.next(Verdict.notDelivered("refused"), Commands.KICK, 1, AMPLE))
                .isPresent();
        assertThat(POLICY.next(Verdict.unknown("reset"), Commands.KICK, 1, AMPLE))
                .isPresent();
    }

    @Test
    void next_afterARefusal_never() {
        assertThat(POLICY.next(Verdict.OWN_TOKEN, Commands.KICK, 1, AMPLE)).isEmpty();
    }

    @Test
    void next_everyCommandButDialOut_isRepeated() {
        for (JaasCommand command : Commands.ALL) {
            assertThat(POLICY.next(responded(503), command, 1, AMPLE).isPresent())
                    .as(command.name())
                    .isEqualTo(command != Commands.DIAL_OUT);
        }
    }

    @Property
    void next_dialOut_neverWhateverHappened(
            @ForAll("verdicts") Verdict verdict, @ForAll @IntRange(min = 1, max = 10) int maxAttempts) {
        RetryPolicy policy = new RetryPolicy(maxAttempts, () -> 0);

        assertThat(policy.next(verdict, Commands.DIAL_OUT, 1, AMPLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 1, true", "2, 2, false", "3, 1, true", "3, 2, true", "3, 3, false", "3, 4, false"})
    void next_afterAnAttempt_asLongAsThereAreMore(int maxAttempts, int attempt, boolean again) {
        assertThat(new RetryPolicy(maxAttempts, () -> 0)
                        .next(responded(503), Commands.KICK, attempt, AMPLE)
                        .isPresent())
                .isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 400", "3, 800", "4, 1600", "5, 2000", "6, 2000", "60, 2000", "70, 2000", "1000, 2000"})
    void next_longestWait_doublesUpToTwoSeconds(int attempt, long millis) {
        RetryPolicy policy = new RetryPolicy(Integer.MAX_VALUE, () -> 1);

        assertThat(policy.next(responded(503), Commands.KICK, attempt, AMPLE)).contains(Duration.ofMillis(millis));
    }

    @Property
    void next_wait_isARandomShareOfTheLongest(
            @ForAll @IntRange(min = 1, max = 9) int attempt, @ForAll @DoubleRange(max = 0.99) double random) {
        Duration longest = new RetryPolicy(10, () -> 1)
                .next(responded(503), Commands.KICK, attempt, AMPLE)
                .orElseThrow();

        assertThat(new RetryPolicy(10, () -> random).next(responded(503), Commands.KICK, attempt, AMPLE))
                .hasValueSatisfying(wait -> assertThat((double) wait.toNanos())
                        .isBetween(random * longest.toNanos() - 1, random * longest.toNanos() + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0,    0.1", // less than the backoff
        "5,    5",
        "3599, 3599",
        "-5,   0.1", // nonsense
        "soon, 0.1"
    })
    void next_withRetryAfter_notBeforeThat(String retryAfter, double seconds) {
        assertThat(POLICY.next(responded(429, retryAfter), Commands.KICK, 1, AMPLE))
                .contains(Duration.ofMillis((long) (seconds * 1000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "1000000000000", "99999999999999999999", "Wed, 24 Nov 2027 12:00:00 GMT"})
    void next_withARetryAfterBeyondTheBudget_isEmpty(String retryAfter) {
        assertThat(POLICY.next(responded(503, retryAfter), Commands.KICK, 1, AMPLE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"351, true", "350, false", "349, false", "0, false", "-1, false", "-10000, false"})
    void next_withLittleTimeLeft_onlyIfAnAttemptStillFitsAfterTheWait(long left, boolean again) {
        assertThat(POLICY.next(responded(503), Commands.KICK, 1, Duration.ofMillis(left))
                        .isPresent())
                .isEqualTo(again);
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        return Arbitraries.of(Stream.concat(
                        statuses().mapToObj(status -> responded(status, "0")),
                        Stream.of(Verdict.notDelivered("refused"), Verdict.unknown("reset")))
                .toList());
    }

    private static Verdict responded(int status) {
        return Verdict.of(new Response(status, name -> List.of()), CLOCK);
    }

    private static Verdict responded(int status, String retryAfter) {
        return Verdict.of(new Response(status, name -> List.of(retryAfter)), CLOCK);
    }
}

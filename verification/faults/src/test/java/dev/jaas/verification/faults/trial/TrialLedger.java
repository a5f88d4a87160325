// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import dev.jaas.verification.faults.Verdict;
import dev.jaas.verification.faults.trial.TrialPlan.ServerFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the server received and what the callers got, trial by trial, and where the two contradict each other. */
final class TrialLedger {

    private static final int EXAMPLES = 5;

    private final long seed;
    private final AtomicIntegerArray received;
    private final AtomicIntegerArray redirected;
    private final @Nullable Verdict[] verdicts;
    private final long[] nanos;
    private final long[] stalled;
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    private long runNanos;

    TrialLedger(long seed, int trials) {
        this.seed = seed;
        received = new AtomicIntegerArray(trials);
        redirected = new AtomicIntegerArray(trials);
        verdicts = new Verdict[trials];
        nanos = new long[trials];
        stalled = new long[trials];
    }

    TrialPlan plan(int index) {
        return TrialPlan.of(seed, index);
    }

    int trials() {
        return verdicts.length;
    }

    void received(int index) {
        count(received, index);
    }

    void redirected(int index) {
        count(redirected, index);
    }

    /**
     * Records the result of a trial; one thread for each trial.
     *
     * @param verdict null if the caller cancelled
     * @param elapsedNanos from the start of the command to its end
     * @param stalledNanos for how long after the deadline no thread could run
     */
    void ended(int index, @Nullable Verdict verdict, long elapsedNanos, long stalledNanos) {
        verdicts[index] = verdict;
        nanos[index] = elapsedNanos;
        stalled[index] = stalledNanos;
    }

    void unexpected(int index, String what) {
        unexpected.add("trial %d (%s): %s".formatted(index, plan(index).fault(), what));
    }

    void took(long elapsedNanos) {
        runNanos = elapsedNanos;
    }

    /**
     * Returns the contradictions.
     *
     * @param latest nanoseconds within which each command must have ended, not counting stalls
     */
    List<String> violations(long latest) {
        List<String> violations = new ArrayList<>(unexpected);
        report(violations, "reached the server twice", i -> received.get(i) + redirected.get(i) > 1);
        report(violations, "followed a redirect", i -> redirected.get(i) > 0);
        report(
                violations,
                "was reported as not delivered or refused, but received",
                i -> (verdicts[i] == Verdict.NOT_DELIVERED || verdicts[i] == Verdict.REFUSED) && received.get(i) > 0);
        report(
                violations,
                "was reported as accepted or rejected, but not received",
                i -> (verdicts[i] == Verdict.ACCEPTED || verdicts[i] == Verdict.REJECTED) && received.get(i) == 0);
        report(violations, "ended after its deadline", i -> nanos[i] - stalled[i] > latest);
        return violations;
    }

    /** Returns a table of what happened, and how long it took. */
    String summary(String title, long deadline) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s, seed %d: %,d trials in %,d s, %,d a second",
                title,
                seed,
                trials(),
                TimeUnit.NANOSECONDS.toSeconds(runNanos),
                (long) (trials() / (runNanos / 1e9)));
        table(text);
        line(
                text,
                "complete requests at the server: none in %,d trials, one in %,d, more in %,d; by a redirect %,d",
                count(i -> received.get(i) == 0),
                count(i -> received.get(i) == 1),
                count(i -> received.get(i) > 1),
                count(i -> redirected.get(i) > 0));
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        line(
                text,
                "time to the result, ms: median %.2f, 99 %% %.1f, 99.9 %% %.1f, maximum %.1f",
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                quantile(sorted, 0.999),
                quantile(sorted, 1));
        line(
                text,
                "after the deadline of %d ms: %,d trials; by more than 50 ms %,d, 100 ms %,d, 250 ms %,d",
                TimeUnit.NANOSECONDS.toMillis(deadline),
                late(deadline, 0),
                late(deadline, 50),
                late(deadline, 100),
                late(deadline, 250));
        line(
                text,
                "not counting stalls of the machine: maximum %.1f; by more than 250 ms %,d",
                maxWithoutStalls() / 1e6,
                count(i -> nanos[i] - stalled[i] > deadline + TimeUnit.MILLISECONDS.toNanos(250)));
        return text.toString();
    }

    private long maxWithoutStalls() {
        return IntStream.range(0, trials())
                .mapToLong(i -> nanos[i] - stalled[i])
                .max()
                .orElse(0);
    }

    private void table(StringBuilder text) {
        Map<ServerFault, Map<String, Integer>> counts = new EnumMap<>(ServerFault.class);
        for (int i = 0; i < trials(); i++) {
            Verdict verdict = verdicts[i];
            counts.computeIfAbsent(plan(i).fault(), fault -> new HashMap<>())
                    .merge(verdict == null ? "CANCELLED" : verdict.name(), 1, Integer::sum);
        }
        String format = "%-30s %10s %10s %13s %10s %10s";
        line(text, format, "", "accepted", "rejected", "not delivered", "unknown", "cancelled");
        counts.forEach((fault, row) -> line(
                text,
                format,
                fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                row.getOrDefault("ACCEPTED", 0),
                row.getOrDefault("REJECTED", 0),
                row.getOrDefault("NOT_DELIVERED", 0),
                row.getOrDefault("UNKNOWN", 0),
                row.getOrDefault("CANCELLED", 0)));
    }

    private long late(long deadline, long millis) {
        return count(i -> nanos[i] > deadline + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private long count(IntPredicate condition) {
        long count = 0;
        for (int i = 0; i < trials(); i++) {
            count += condition.test(i) ? 1 : 0;
        }
        return count;
    }

    private void report(List<String> violations, String what, IntPredicate condition) {
        long count = count(condition);
        if (count == 0) {
            return;
        }
        StringBuilder text = new StringBuilder("%d of %d dials: %s:".formatted(count, trials(), what));
        int examples = 0;
        for (int i = 0; i < trials() && examples < EXAMPLES; i++) {
            if (condition.test(i)) {
                examples++;
                text.append(" [%s ended as %s, received %d times, redirected %d times, %.1f ms]"
                        .formatted(plan(i), verdicts[i], received.get(i), redirected.get(i), nanos[i] / 1e6));
            }
        }
        violations.add(text.toString());
    }

    private static void count(AtomicIntegerArray counts, int index) {
        if (index >= 0 && index < counts.length()) {
            counts.incrementAndGet(index);
        }
    }

    private static double quantile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}

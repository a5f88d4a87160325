package dev.jaas.verification.faults;

import dev.jaas.verification.faults.TrialPlan.Trouble;
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

/** What the server read and what the callers were told, trial by trial, and whether that goes together. */
final class TrialLedger {

    private static final int EXAMPLES = 5;

    private final long seed;
    private final AtomicIntegerArray reads;
    private final AtomicIntegerArray redirected;
    private final @Nullable Verdict[] told;
    private final long[] nanos;
    private final long[] lost;
    private final ConcurrentLinkedQueue<String> oddities = new ConcurrentLinkedQueue<>();
    private long runNanos;

    TrialLedger(long seed, int trials) {
        this.seed = seed;
        reads = new AtomicIntegerArray(trials);
        redirected = new AtomicIntegerArray(trials);
        told = new Verdict[trials];
        nanos = new long[trials];
        lost = new long[trials];
    }

    TrialPlan plan(int index) {
        return TrialPlan.of(seed, index);
    }

    int trials() {
        return told.length;
    }

    void read(int index) {
        count(reads, index);
    }

    void redirected(int index) {
        count(redirected, index);
    }

    /**
     * Each trial by one thread.
     *
     * @param verdict null if the caller cancelled
     * @param elapsedNanos from the call to its end
     * @param lostNanos for how long of what was beyond the deadline no thread got to run
     */
    void told(int index, @Nullable Verdict verdict, long elapsedNanos, long lostNanos) {
        told[index] = verdict;
        nanos[index] = elapsedNanos;
        lost[index] = lostNanos;
    }

    void odd(int index, String what) {
        oddities.add("trial %d (%s): %s".formatted(index, plan(index).trouble(), what));
    }

    void took(long elapsedNanos) {
        runNanos = elapsedNanos;
    }

    /**
     * What must not be.
     *
     * @param latest nanoseconds within which each call must have ended, but for what the machine kept it waiting
     */
    List<String> violations(long latest) {
        List<String> violations = new ArrayList<>(oddities);
        report(violations, "reached the server twice", i -> reads.get(i) + redirected.get(i) > 1);
        report(violations, "followed a redirect", i -> redirected.get(i) > 0);
        report(
                violations,
                "was told to have had no effect for want of delivery, and had been read",
                i -> (told[i] == Verdict.NOT_DELIVERED || told[i] == Verdict.REFUSED) && reads.get(i) > 0);
        report(
                violations,
                "was told to have been answered, and had not been read",
                i -> (told[i] == Verdict.ACCEPTED || told[i] == Verdict.REJECTED) && reads.get(i) == 0);
        report(violations, "outlived its deadline", i -> nanos[i] - lost[i] > latest);
        return violations;
    }

    /** For people: what happened, and how long it took. */
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
                count(i -> reads.get(i) == 0),
                count(i -> reads.get(i) == 1),
                count(i -> reads.get(i) > 1),
                count(i -> redirected.get(i) > 0));
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        line(
                text,
                "time to verdict, ms: median %.2f, 99 %% %.1f, 99.9 %% %.1f, longest %.1f",
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
                "the same without the time for which the machine let no thread run: longest %.1f; by more than 250 ms %,d",
                longestOfOurs() / 1e6,
                count(i -> nanos[i] - lost[i] > deadline + TimeUnit.MILLISECONDS.toNanos(250)));
        return text.toString();
    }

    private long longestOfOurs() {
        return IntStream.range(0, trials())
                .mapToLong(i -> nanos[i] - lost[i])
                .max()
                .orElse(0);
    }

    private void table(StringBuilder text) {
        Map<Trouble, Map<String, Integer>> counts = new EnumMap<>(Trouble.class);
        for (int i = 0; i < trials(); i++) {
            Verdict verdict = told[i];
            counts.computeIfAbsent(plan(i).trouble(), trouble -> new HashMap<>())
                    .merge(verdict == null ? "CANCELLED" : verdict.name(), 1, Integer::sum);
        }
        String row = "%-30s %10s %10s %13s %10s %10s";
        line(text, row, "", "accepted", "rejected", "not delivered", "unknown", "cancelled");
        counts.forEach((trouble, told) -> line(
                text,
                row,
                trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                told.getOrDefault("ACCEPTED", 0),
                told.getOrDefault("REJECTED", 0),
                told.getOrDefault("NOT_DELIVERED", 0),
                told.getOrDefault("UNKNOWN", 0),
                told.getOrDefault("CANCELLED", 0)));
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
        StringBuilder text = new StringBuilder("%d of %d dials %s:".formatted(count, trials(), what));
        int examples = 0;
        for (int i = 0; i < trials() && examples < EXAMPLES; i++) {
            if (condition.test(i)) {
                examples++;
                text.append(" [%s told %s, read %d and %d times, %.1f ms]"
                        .formatted(plan(i), told[i], reads.get(i), redirected.get(i), nanos[i] / 1e6));
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

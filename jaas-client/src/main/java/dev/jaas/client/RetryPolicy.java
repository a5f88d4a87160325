// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides whether a command is sent again, and after what pause: exponential backoff with full jitter, and never
 * less than the service asks for.
 *
 * <p>A command that is not repeatable is never sent again, whatever happened.
 *
 * @param maxAttempts how often a command is tried at most
 * @param random from 0 to less than 1
 */
record RetryPolicy(int maxAttempts, DoubleSupplier random) {

    /** No attempt is started with less time left than this. */
    static final Duration MIN_ATTEMPT = Duration.ofMillis(250);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    /**
     * The wait before the next attempt.
     *
     * @param verdict the verdict on the last attempt
     * @param command the command
     * @param attempt which attempt that was, from 1
     * @param left what is left of the command's time
     * @return how long to wait, or empty to leave it at the verdict
     */
    Optional<Duration> next(Verdict verdict, JaasCommand command, int attempt, Duration left) {
        if (!command.repeatable() || attempt >= maxAttempts || !mayHelp(verdict)) {
            return Optional.empty();
        }
        Duration backoff = backoff(attempt);
        Duration asked = verdict.retryAfter();
        Duration wait = asked == null ? backoff : Collections.max(List.of(backoff, asked));
        return left.minus(MIN_ATTEMPT).compareTo(wait) > 0 ? Optional.of(wait) : Optional.empty();
    }

    private static boolean mayHelp(Verdict verdict) {
        if (verdict.outcome() == Verdict.Outcome.REFUSED) {
            return false;
        }
        return switch (verdict.status()) {
            case Verdict.NO_STATUS, 408, 425, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    private Duration backoff(int attempt) {
        long limit = Math.min(FIRST_BACKOFF.toNanos() << Math.min(attempt - 1, 10), MAX_BACKOFF.toNanos());
        return Duration.ofNanos((long) (limit * random.getAsDouble()));
    }
}

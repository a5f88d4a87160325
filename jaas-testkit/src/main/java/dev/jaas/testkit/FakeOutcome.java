// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.CommandFailures;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeConferenceManagement} does with a command. Its exceptions have the messages of the client's. Immutable.
 */
public final class FakeOutcome {

    private static final FakeOutcome ACCEPTED =
            new FakeOutcome((command, appId, elapsed) -> null, false, Duration.ZERO);
    private static final FakeOutcome HANGING = new FakeOutcome((command, appId, elapsed) -> null, true, Duration.ZERO);

    /** Makes the exception of a command, or null if it is accepted. */
    private interface Failure {
        @Nullable
        JaasException of(JaasCommand command, AppId appId, Duration elapsed);
    }

    private final Failure failure;
    final boolean hangs;
    final Duration delay;

    private FakeOutcome(Failure failure, boolean hangs, Duration delay) {
        this.failure = failure;
        this.hangs = hangs;
        this.delay = delay;
    }

    /**
     * A receipt with status 200 and one attempt.
     *
     * @return the outcome of every command for which no other is set
     */
    public static FakeOutcome accepted() {
        return ACCEPTED;
    }

    /**
     * No outcome until {@link FakeConferenceManagement#release()}, or until the caller cancels the future.
     *
     * @return an outcome
     */
    public static FakeOutcome hanging() {
        return HANGING;
    }

    /**
     * A {@link CommandRefusedException}.
     *
     * @param reason why
     * @return an outcome
     */
    public static FakeOutcome refused(CommandRefusedException.Reason reason) {
        requireNonNull(reason, "the reason is null");
        return new FakeOutcome(
                (command, appId, elapsed) -> CommandFailures.refused(command, reason, appId, elapsed),
                false,
                Duration.ZERO);
    }

    /**
     * A {@link CommandNotDeliveredException}, as after a refused connection.
     *
     * @return an outcome
     */
    public static FakeOutcome notDelivered() {
        return new FakeOutcome(
                (command, appId, elapsed) ->
                        CommandFailures.notDelivered(command, 1, elapsed, "the connection was refused"),
                false,
                Duration.ZERO);
    }

    /**
     * A {@link CommandRejectedException}, with a status that has this reason.
     *
     * @param reason why
     * @return an outcome
     */
    public static FakeOutcome rejected(CommandRejectedException.Reason reason) {
        return rejected(reason, null);
    }

    /**
     * A {@link CommandRejectedException}, with a status that has this reason, and a {@code Retry-After}.
     *
     * @param reason why
     * @param retryAfter how long the service asks to wait, or null if it does not
     * @return an outcome
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    public static FakeOutcome rejected(CommandRejectedException.Reason reason, @Nullable Duration retryAfter) {
        requireNonNull(reason, "the reason is null");
        int status = statusOf(reason);
        return new FakeOutcome(
                (command, appId, elapsed) -> CommandFailures.rejected(command, 1, elapsed, status, retryAfter, ""),
                false,
                Duration.ZERO);
    }

    /**
     * A {@link DeliveryUnknownException}, as after a connection that broke.
     *
     * @return an outcome
     */
    public static FakeOutcome unknown() {
        return new FakeOutcome(
                (command, appId, elapsed) -> CommandFailures.unknown(
                        command,
                        1,
                        elapsed,
                        OptionalInt.empty(),
                        "the connection broke after the request was sent",
                        ""),
                false,
                Duration.ZERO);
    }

    /**
     * A failure that the test makes.
     *
     * @param failure makes the exception for a command
     * @return an outcome
     */
    public static FakeOutcome failing(Function<? super JaasCommand, ? extends JaasException> failure) {
        requireNonNull(failure, "the failure is null");
        return new FakeOutcome((command, appId, elapsed) -> failure.apply(command), false, Duration.ZERO);
    }

    /**
     * The same outcome, later: when the fake's own time has {@linkplain FakeConferenceManagement#advance advanced} that far,
     * so that a test never waits.
     *
     * @param duration how long after the command was executed
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public FakeOutcome delay(Duration duration) {
        requireNotNegative(duration);
        return new FakeOutcome(failure, hangs, duration);
    }

    static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, as " + duration + " is.");
        }
    }

    @Nullable
    JaasException failure(JaasCommand command, AppId appId) {
        return failure.of(command, appId, delay);
    }

    private static int statusOf(CommandRejectedException.Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case RATE_LIMITED -> 429;
            case REDIRECTED -> 308;
            case OTHER -> 409;
        };
    }
}

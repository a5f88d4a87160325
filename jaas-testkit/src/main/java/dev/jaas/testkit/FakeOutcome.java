package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeConferenceManagement} does with a command. Immutable. */
public final class FakeOutcome {

    private static final FakeOutcome ACCEPTED = new FakeOutcome(
            command -> CompletableFuture.completedFuture(new CommandReceipt(command, 200, 1, Duration.ZERO)));
    private static final FakeOutcome HANGING = new FakeOutcome(command -> new CompletableFuture<>());

    private final Function<JaasCommand, CompletableFuture<CommandReceipt>> future;

    private FakeOutcome(Function<JaasCommand, CompletableFuture<CommandReceipt>> future) {
        this.future = future;
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
        requireNonNull(reason, "reason");
        return failing(command -> new CommandRefusedException(
                command.name() + " was refused (" + reason + "); nothing was sent.", command, reason, Duration.ZERO));
    }

    /**
     * A {@link CommandNotDeliveredException}, as after a refused connection.
     *
     * @return an outcome
     */
    public static FakeOutcome notDelivered() {
        return failing(command -> new CommandNotDeliveredException(
                command.name() + " was not delivered: the connection was refused.", command, 1, Duration.ZERO));
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
        int status = statusOf(reason);
        return failing(command -> new CommandRejectedException(
                command.name() + " was rejected with status " + status + ".",
                command,
                1,
                Duration.ZERO,
                status,
                reason,
                retryAfter,
                ""));
    }

    /**
     * A {@link DeliveryUnknownException}, as after a connection that broke.
     *
     * @return an outcome
     */
    public static FakeOutcome unknown() {
        return failing(command -> new DeliveryUnknownException(
                command.name() + " may have been carried out: the connection broke.",
                command,
                1,
                Duration.ZERO,
                OptionalInt.empty()));
    }

    /**
     * A failure that the test makes.
     *
     * @param failure makes the exception for a command
     * @return an outcome
     */
    public static FakeOutcome failing(Function<? super JaasCommand, ? extends JaasException> failure) {
        requireNonNull(failure, "failure");
        return new FakeOutcome(command -> CompletableFuture.failedFuture(failure.apply(command)));
    }

    CompletableFuture<CommandReceipt> futureFor(JaasCommand command) {
        return future.apply(command);
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

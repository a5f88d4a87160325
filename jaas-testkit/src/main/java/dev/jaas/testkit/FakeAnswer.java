package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeConferenceManagement} does with a command. Immutable. */
public final class FakeAnswer {

    private static final FakeAnswer ACCEPTED = new FakeAnswer(
            command -> CompletableFuture.completedFuture(new CommandReceipt(command, 200, 1, Duration.ZERO)));
    private static final FakeAnswer HANGING = new FakeAnswer(command -> new CompletableFuture<>());

    private final Function<JaasCommand, CompletableFuture<CommandReceipt>> response;

    private FakeAnswer(Function<JaasCommand, CompletableFuture<CommandReceipt>> response) {
        this.response = response;
    }

    /**
     * A receipt with status 200 and one attempt.
     *
     * @return the answer that every command gets unless another is set
     */
    public static FakeAnswer accepted() {
        return ACCEPTED;
    }

    /**
     * No answer, until {@link FakeConferenceManagement#release()} or until the caller gives up.
     *
     * @return an answer
     */
    public static FakeAnswer hanging() {
        return HANGING;
    }

    /**
     * A {@link CommandRefusedException}.
     *
     * @param reason why
     * @return an answer
     */
    public static FakeAnswer refused(CommandRefusedException.Reason reason) {
        requireNonNull(reason, "reason");
        return failing(command -> new CommandRefusedException(
                "%s was refused (%s); nothing was sent.".formatted(command.name(), reason), command, reason));
    }

    /**
     * A {@link CommandNotDeliveredException}, as after a refused connection.
     *
     * @return an answer
     */
    public static FakeAnswer notDelivered() {
        return failing(command -> new CommandNotDeliveredException(
                "%s was not delivered: the connection was refused.".formatted(command.name()), command, 1));
    }

    /**
     * A {@link CommandRejectedException}, with a status that has this reason.
     *
     * @param reason why
     * @return an answer
     */
    public static FakeAnswer rejected(CommandRejectedException.Reason reason) {
        return rejected(reason, null);
    }

    /**
     * A {@link CommandRejectedException}, with a status that has this reason, and the service's wish to wait.
     *
     * @param reason why
     * @param retryAfter how long to wait, or null if the service does not say
     * @return an answer
     */
    @SuppressWarnings("exports") // JSpecify is optional for who uses this module
    public static FakeAnswer rejected(CommandRejectedException.Reason reason, @Nullable Duration retryAfter) {
        int status = statusOf(reason);
        return failing(command -> new CommandRejectedException(
                "%s was rejected with status %d.".formatted(command.name(), status),
                command,
                1,
                status,
                reason,
                retryAfter,
                ""));
    }

    /**
     * A {@link DeliveryUnknownException}, as after a connection that broke.
     *
     * @return an answer
     */
    public static FakeAnswer unknown() {
        return failing(command -> new DeliveryUnknownException(
                "%s may have been carried out: the connection broke.".formatted(command.name()),
                command,
                1,
                OptionalInt.empty()));
    }

    /**
     * Any failure.
     *
     * @param failure makes the exception for a command
     * @return an answer
     */
    public static FakeAnswer failing(Function<? super JaasCommand, ? extends JaasException> failure) {
        requireNonNull(failure, "failure");
        return new FakeAnswer(command -> CompletableFuture.failedFuture(failure.apply(command)));
    }

    CompletableFuture<CommandReceipt> to(JaasCommand command) {
        return response.apply(command);
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

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of failed commands, so that every implementation of {@code ConferenceManagement} has the same messages:
 * the client, its fake, and one of yours.
 */
public final class CommandFailures {

    private CommandFailures() {}

    /**
     * A command that is refused on the current thread.
     *
     * @param command the command
     * @param reason why
     * @param appId the AppID of the client's key
     * @param elapsed since the start of the execution
     * @return the exception
     */
    public static CommandRefusedException refused(
            JaasCommand command, CommandRefusedException.Reason reason, AppId appId, Duration elapsed) {
        String why = switch (reason) {
            case FOREIGN_APP ->
                "it is for the AppID " + command.appId() + ", but the client's key belongs to " + appId
                        + "; nothing was sent";
            case OWN_TOKEN ->
                "the token to ban is this client's own admin token, without which it cannot work; nothing was sent";
            case CLIENT_CLOSED -> "the client is closed, so create a new one; nothing was sent";
            case THREAD_MUST_NOT_BLOCK ->
                "the thread " + Thread.currentThread().getName()
                        + " completes this client's exchanges, so waiting on it"
                        + " would never end; use the asynchronous methods there";
        };
        return new CommandRefusedException(command.name() + " was refused: " + why + ".", command, reason, elapsed);
    }

    /**
     * A command that did not reach JaaS.
     *
     * @param command the command
     * @param attempts how many attempts there were
     * @param elapsed since the start of the execution
     * @param detail what happened, as a part of a sentence
     * @return the exception
     */
    public static CommandNotDeliveredException notDelivered(
            JaasCommand command, int attempts, Duration elapsed, String detail) {
        return new CommandNotDeliveredException(
                command.name() + " was not delivered: " + detail + "; it had no effect and can be sent again.",
                command,
                attempts,
                elapsed);
    }

    /**
     * A command that JaaS rejected.
     *
     * @param command the command
     * @param attempts how many attempts there were
     * @param elapsed since the start of the execution
     * @param status the status of the response, which gives the reason
     * @param retryAfter how long the service asks to wait, or null if it does not
     * @param body the beginning of the response's body, fit for a message
     * @return the exception
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    public static CommandRejectedException rejected(
            JaasCommand command,
            int attempts,
            Duration elapsed,
            int status,
            @Nullable Duration retryAfter,
            String body) {
        CommandRejectedException.Reason reason = reason(status);
        return new CommandRejectedException(
                command.name() + " was rejected with status " + status + " (" + description(reason) + "); "
                        + advice(reason, command, retryAfter) + "." + responseBody(body),
                command,
                attempts,
                elapsed,
                status,
                reason,
                retryAfter,
                body);
    }

    /**
     * A command that may have taken effect.
     *
     * @param command the command
     * @param attempts how many attempts there were
     * @param elapsed since the start of the execution
     * @param status the status of the response, or empty if there was none
     * @param detail what happened, as a part of a sentence
     * @param body the beginning of the response's body, fit for a message
     * @return the exception
     */
    public static DeliveryUnknownException unknown(
            JaasCommand command, int attempts, Duration elapsed, OptionalInt status, String detail, String body) {
        return new DeliveryUnknownException(
                command.name() + " may or may not have taken effect: " + detail + "; "
                        + (command.repeatable()
                                ? "it is safe to resend"
                                : "check the room or the webhooks before sending it again, because a"
                                        + " second call would ring and be billed")
                        + "." + responseBody(body),
                command,
                attempts,
                elapsed,
                status);
    }

    private static CommandRejectedException.Reason reason(int status) {
        return switch (status) {
            case 400, 422 -> CommandRejectedException.Reason.INVALID;
            case 401 -> CommandRejectedException.Reason.UNAUTHENTICATED;
            case 403 -> CommandRejectedException.Reason.FORBIDDEN;
            case 404, 410 -> CommandRejectedException.Reason.NOT_FOUND;
            case 429 -> CommandRejectedException.Reason.RATE_LIMITED;
            case 307, 308 -> CommandRejectedException.Reason.REDIRECTED;
            default -> CommandRejectedException.Reason.OTHER;
        };
    }

    private static String description(CommandRejectedException.Reason reason) {
        return switch (reason) {
            case INVALID -> "the service could not read it";
            case UNAUTHENTICATED -> "the admin token was not accepted";
            case FORBIDDEN -> "not allowed";
            case NOT_FOUND -> "not found";
            case RATE_LIMITED -> "too many commands";
            case REDIRECTED -> "the service is elsewhere";
            case OTHER -> "a client error";
        };
    }

    private static String advice(
            CommandRejectedException.Reason reason, JaasCommand command, @Nullable Duration retryAfter) {
        return switch (reason) {
            case INVALID, OTHER -> "it had no effect";
            case UNAUTHENTICATED ->
                "check that the key id names this private key in the JaaS console and that this"
                        + " machine's clock is right";
            case FORBIDDEN ->
                "check that the API key may manage this AppID and that nothing on the way blocks this machine";
            case NOT_FOUND -> command.accept(NotFoundAdvice.GIVER);
            case RATE_LIMITED ->
                retryAfter == null ? "send it again later" : "send it again in " + retryAfter.toSeconds() + " s";
            case REDIRECTED -> "redirects are not followed, so correct the base URL";
        };
    }

    private static String responseBody(String body) {
        return body.isEmpty() ? "" : " The response was: " + body;
    }
}

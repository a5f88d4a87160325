package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A command that JaaS did not, as far as is known, accept. There are four, and they differ in what to do next:
 *
 * <ul>
 *   <li>{@link CommandRefusedException}: refused here before anything was sent, and would be again; change the call.
 *   <li>{@link CommandNotDeliveredException}: it never reached JaaS; send it again, a dial-out too.
 *   <li>{@link CommandRejectedException}: JaaS said no and did nothing; change what it complains of.
 *   <li>{@link DeliveryUnknownException}: it may have been carried out; look before a dial-out is sent again.
 * </ul>
 *
 * <p>Neither the message nor anything else in it contains a token or a key. It does not survive Java serialisation: the
 * command is not written.
 */
public abstract sealed class JaasException extends RuntimeException
        permits CommandRefusedException,
                CommandNotDeliveredException,
                CommandRejectedException,
                DeliveryUnknownException {

    private static final long serialVersionUID = 1L;

    private static final int NO_STATUS = -1;

    /** A chain of causes can be a circle. */
    private static final int DEEPEST_CHAIN = 100;

    private final transient JaasCommand command;
    private final int attempts;
    private final int status;

    JaasException(String message, JaasCommand command, int attempts, OptionalInt status) {
        super(message);
        this.command = command;
        this.attempts = attempts;
        this.status = status.orElse(NO_STATUS);
    }

    /**
     * The command that failed.
     *
     * @return the command
     */
    public final JaasCommand command() {
        return command;
    }

    /**
     * How often sending the command was begun.
     *
     * @return 0 if it never was
     */
    public final int attempts() {
        return attempts;
    }

    /**
     * The HTTP status of the last answer.
     *
     * @return the status, or empty if there was no answer
     */
    public final OptionalInt status() {
        return status == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * Whether JaaS may have carried the command out all the same.
     *
     * @return false only if it certainly has not
     */
    public abstract boolean mayHaveTakenEffect();

    /**
     * Finds the failure of a command under whatever was wrapped around it.
     *
     * @param failure what a callback or a {@code catch} was given, for example a
     *     {@link java.util.concurrent.CompletionException}
     * @return the first {@code JaasException} in the chain of causes, or null if there is none
     */
    @SuppressWarnings("exports") // JSpecify is optional for who uses this module
    public static @Nullable JaasException in(@Nullable Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CHAIN; depth++, at = at.getCause()) {
            if (at instanceof JaasException found) {
                return found;
            }
        }
        return null;
    }
}

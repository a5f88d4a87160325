// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.OptionalInt;

/** The client refused the command before anything was sent, and would refuse it again. It has had no effect. */
public final class CommandRefusedException extends JaasException {

    private static final long serialVersionUID = 1L;

    /** Why a command is refused. */
    public enum Reason {
        /** Its AppID is not that of the client's key. */
        FOREIGN_APP,
        /** It would ban the client's own admin token. */
        OWN_TOKEN,
        /** The client is closed. */
        CLIENT_CLOSED,
        /** The calling thread completes this client's exchanges: waiting for one would deadlock. */
        THREAD_MUST_NOT_BLOCK
    }

    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param message one sentence: what was refused, why, and what to do
     * @param command the command
     * @param reason the reason
     * @param elapsed from {@code execute} to the refusal
     */
    public CommandRefusedException(String message, JaasCommand command, Reason reason, Duration elapsed) {
        super(message, command, 0, OptionalInt.empty(), elapsed);
        this.reason = reason;
    }

    /**
     * The reason.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean mayHaveTakenEffect() {
        return false;
    }
}

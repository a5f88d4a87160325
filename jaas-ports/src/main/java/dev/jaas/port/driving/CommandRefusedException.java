package dev.jaas.port.driving;

import dev.jaas.domain.JaasCommand;
import java.util.OptionalInt;

/** The command was refused here, before anything was sent, and would be refused again. It has had no effect. */
public final class CommandRefusedException extends JaasException {

    private static final long serialVersionUID = 1L;

    /** Why a command is refused. */
    public enum Reason {
        /** Its AppID is not the one that the client's key belongs to. */
        FOREIGN_APP,
        /** It would ban the client's own admin token. */
        OWN_TOKEN,
        /** The client is closed. */
        CLIENT_CLOSED,
        /** The calling thread completes this client's exchanges: waiting on it would wait for ever. */
        THREAD_MUST_NOT_BLOCK
    }

    private final Reason reason;

    /**
     * A command that was not sent.
     *
     * @param message one sentence: what was refused, why, and what to do
     * @param command the command
     * @param reason why
     */
    public CommandRefusedException(String message, JaasCommand command, Reason reason) {
        super(message, command, 0, OptionalInt.empty());
        this.reason = reason;
    }

    /**
     * Why the command was refused.
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

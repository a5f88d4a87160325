package dev.jaas.simulator;

/** Thrown when a banned user, or one without a valid participant token, tries to join a room. */
public final class JoinRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JoinRefusedException(String message) {
        super(message);
    }
}

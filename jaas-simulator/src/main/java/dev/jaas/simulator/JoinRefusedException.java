package dev.jaas.simulator;

/** Somebody who is banned, or whose participant token is not one, wanted to join a room. */
public final class JoinRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JoinRefusedException(String message) {
        super(message);
    }
}

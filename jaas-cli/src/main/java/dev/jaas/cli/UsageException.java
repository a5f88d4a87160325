package dev.jaas.cli;

/** Something the user has to change before anything can be sent. Its message is one sentence that says what. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

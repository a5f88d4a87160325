package dev.jaas.cli;

/** Something the user has to change before anything can be sent. Its message is one sentence that says what. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String mend;

    UsageException(String message) {
        super(message);
        what = message;
        mend = "";
    }

    /**
     * A sentence in two halves.
     *
     * @param what what is wrong, without the colon that follows it
     * @param mend what to do, with its full stop
     */
    UsageException(String what, String mend) {
        super(what + ": " + mend);
        this.what = what;
        this.mend = mend;
    }

    String what() {
        return what;
    }

    /** Empty if the sentence was given in one piece. */
    String mend() {
        return mend;
    }
}

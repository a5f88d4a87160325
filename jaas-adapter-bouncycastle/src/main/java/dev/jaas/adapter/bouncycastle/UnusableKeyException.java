package dev.jaas.adapter.bouncycastle;

import static java.util.Objects.requireNonNull;

/**
 * A private key that cannot be used. There is no cause, since the exceptions of decoders quote what they could not
 * decode.
 */
public final class UnusableKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
        super(message, null);
    }

    /**
     * What to tell the person who holds the key, in three lines: where it came from and what was found there, what is
     * needed, and how to mend it, mostly by a command for a POSIX shell. It names the file and holds no byte of the key.
     *
     * @return three lines, without a line break at the end
     */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}

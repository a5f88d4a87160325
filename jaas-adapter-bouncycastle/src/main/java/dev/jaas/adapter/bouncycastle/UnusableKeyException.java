package dev.jaas.adapter.bouncycastle;

/**
 * A private key that cannot be used. The message is meant for the person who holds the key: at most four lines that say
 * what was found, what is needed and which command mends it. It holds no byte of the key and there is no cause, since the
 * exceptions of decoders quote what they could not decode.
 */
public final class UnusableKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
        super(message, null);
    }
}

package dev.jaas.adapter.bouncycastle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One PEM block: the text between a BEGIN line and its END line, or only the BEGIN line if there is no END line. */
final class PemBlock {

    private final String label;
    private final byte @Nullable [] body;

    private PemBlock(String label, byte @Nullable [] body) {
        this.label = label;
        this.body = body;
    }

    static PemBlock complete(String label, byte[] body) {
        return new PemBlock(label, body);
    }

    static PemBlock withoutEnd(String label) {
        return new PemBlock(label, null);
    }

    /** The label without its spaces, such as {@code RSAPRIVATEKEY}; empty if the BEGIN line itself is cut off. */
    String label() {
        return label;
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATEKEY");
    }

    /** The text between the lines, headers and white space included; null if the END line is missing. */
    byte @Nullable [] body() {
        return body;
    }

    void wipe() {
        if (body != null) {
            Arrays.fill(body, (byte) 0);
        }
    }
}

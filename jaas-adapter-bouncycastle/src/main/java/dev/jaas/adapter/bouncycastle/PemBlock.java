// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/** One PEM block: the text between a BEGIN line and its END line, or one of these lines without the other. */
final class PemBlock {

    private final String label;
    private final @Nullable CharBuffer body;
    private final KeyProblem problem;

    private PemBlock(String label, @Nullable CharBuffer body, KeyProblem problem) {
        this.label = label;
        this.body = body;
        this.problem = problem;
    }

    static PemBlock complete(String label, CharBuffer body) {
        return new PemBlock(label, body, KeyProblem.DAMAGED);
    }

    static PemBlock withoutEnd(String label) {
        return new PemBlock(label, null, KeyProblem.END_MISSING);
    }

    static PemBlock withoutBegin(String label) {
        return new PemBlock(label, null, KeyProblem.BEGIN_MISSING);
    }

    /** The label of the BEGIN line in upper case without its spaces, such as {@code RSAPRIVATEKEY}; it may be cut off. */
    String label() {
        return label;
    }

    boolean isPrivateKey() {
        return isPrivateKey(label);
    }

    static boolean isPrivateKey(String label) {
        return label.contains("PRIVATEKEY");
    }

    /** The text between the lines, a part of the whole; null if one of the lines is missing. */
    @Nullable
    CharBuffer body() {
        return body;
    }

    /** What is wrong with a block that has no body or cannot be decoded. */
    KeyProblem problem() {
        return problem;
    }
}

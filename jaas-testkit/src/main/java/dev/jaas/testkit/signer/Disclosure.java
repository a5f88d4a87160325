// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import dev.jaas.domain.KeyId;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in texts what they must not show. */
final class Disclosure {

    /** What looks like a key in PEM, hexadecimal or decimal. A name or an id has shorter parts. */
    private static final Pattern PRIVATE_KEY = Pattern.compile("PRIVATE KEY-----|[A-Za-z0-9+=]{64,}");

    /** A chain of causes can be cyclic. */
    private static final int MAX_CHAIN_LENGTH = 100;

    private final List<String> harmless;
    private final List<String> hidden;

    Disclosure(KeyId keyId, RSAPublicKey publicKey, List<String> hidden) {
        this.harmless = List.of(
                String.valueOf(keyId),
                publicKey.getModulus().toString(),
                publicKey.getModulus().toString(16));
        this.hidden = hidden;
    }

    /** Returns what a text shows that it must not, cut short, or an empty text. */
    String in(String text) {
        for (String secret : hidden) {
            if (text.contains(secret)) {
                return "a text that must not be shown, at position " + text.indexOf(secret);
            }
        }
        String rest = text;
        for (String known : harmless) {
            rest = rest.replace(known, " ");
        }
        var found = PRIVATE_KEY.matcher(rest);
        return found.find() ? "what looks like a key: " + found.group().substring(0, 8) + "…" : "";
    }

    /** Returns what an exception, or one of its causes, shows that it must not, or an empty text. */
    String in(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable at = failure;
        for (int depth = 0; at != null && depth < MAX_CHAIN_LENGTH; depth++, at = at.getCause()) {
            text.append(at).append('\n');
            for (Throwable suppressed : at.getSuppressed()) {
                text.append(suppressed).append('\n');
            }
        }
        return in(text.toString());
    }
}

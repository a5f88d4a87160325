// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place that a key comes from, for messages. */
final class KeySource {

    private static final int MAX_PATH_LENGTH = 255;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}|-----BEGIN");

    private final String name;
    private final @Nullable String path;
    private final boolean openSsh;
    private final String passphraseFlaw;

    private KeySource(String name, @Nullable String path, boolean openSsh, String passphraseFlaw) {
        this.name = name;
        this.path = path;
        this.openSsh = openSsh;
        this.passphraseFlaw = passphraseFlaw;
    }

    static KeySource ofText(String description) {
        return new KeySource(description, null, false, "");
    }

    static KeySource ofFile(Path file) {
        String path = file.toString();
        // Longer input is probably a pasted key; do not echo it.
        if (path.isEmpty()
                || path.length() > MAX_PATH_LENGTH
                || UNPRINTABLE.matcher(path).find()) {
            return ofText("the file (its path is not shown: it does not look like one)");
        }
        return new KeySource(path, path, false, "");
    }

    /** The same source, known to hold a key in OpenSSH's own format. */
    KeySource inOpenSshFormat() {
        return new KeySource(name, path, true, passphraseFlaw);
    }

    /** The same source, with what is said of the passphrase if it turns out to be wrong. */
    KeySource withPassphraseFlaw(String flaw) {
        return new KeySource(name, path, openSsh, flaw);
    }

    UnusableKeyException unusable(KeyProblem problem, Object... details) {
        Object[] all = problem == KeyProblem.WRONG_PASSPHRASE ? new Object[] {passphraseFlaw} : details;
        return new UnusableKeyException(problem, problem.message(name, all), path, openSsh);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a private key that cannot be used. It has no cause, since the exceptions of decoders quote what they could not
 * decode.
 */
public final class UnusableKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final KeyProblem problem;
    private final @Nullable String file;
    private final boolean openSshFormat;

    UnusableKeyException(KeyProblem problem, String message, @Nullable String file, boolean openSshFormat) {
        super(message, null);
        this.problem = problem;
        this.file = file;
        this.openSshFormat = openSshFormat;
    }

    /**
     * The message for the person who has the key, in three lines: the source of the key and what was found there, what is
     * needed, and what to do. It names the file and contains no byte of the key.
     *
     * @return three lines, without a line break at the end
     */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    /**
     * Why the key cannot be used.
     *
     * @return the problem
     */
    public KeyProblem problem() {
        return problem;
    }

    /**
     * The file that the key was read from.
     *
     * @return its path, or empty for a text, a stream, and a path that looks like a key
     */
    public Optional<Path> file() {
        return Optional.ofNullable(file).map(Path::of);
    }

    /**
     * Whether the key is in OpenSSH's own format ({@code BEGIN OPENSSH PRIVATE KEY}), which {@code ssh-keygen} can read and
     * {@code openssl} cannot.
     *
     * @return false for every other format, and if the format is not known
     */
    public boolean isOpenSshFormat() {
        return openSshFormat;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.KeyFix;
import dev.jaas.cli.common.UsageException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One check of the doctor and its result. No text holds a secret.
 *
 * @param name what was checked
 * @param state the result
 * @param finding what was found; if it was not checked, the reason
 * @param cause its consequence, mostly why it causes a 401; empty if there is nothing to explain
 * @param fix how to fix it; empty if there is nothing to fix
 * @param exception what was thrown, for {@code --verbose}
 */
record Check(
        String name,
        State state,
        String finding,
        String cause,
        String fix,
        @Nullable Throwable exception) {

    enum State {
        OK,
        /** Worth knowing, but harmless. */
        NOTE,
        FINDING,
        NOT_CHECKED;

        /** The state as in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Check ok(String name, String finding) {
        return new Check(name, State.OK, finding, "", "", null);
    }

    static Check note(String name, String finding, String cause, String fix) {
        return new Check(name, State.NOTE, finding, cause, fix, null);
    }

    static Check finding(String name, String finding, String cause, String fix) {
        return new Check(name, State.FINDING, finding, cause, fix, null);
    }

    /**
     * A finding described by an exception.
     *
     * @param fix how to fix it, unless the exception says so itself
     */
    static Check finding(String name, RuntimeException thrown, String cause, String fix) {
        if (thrown instanceof UnusableKeyException unusable) {
            return new Check(name, State.FINDING, KeyFix.finding(unusable), cause, KeyFix.fix(unusable), thrown);
        }
        if (thrown instanceof UsageException usage && !usage.fix().isEmpty()) {
            return new Check(name, State.FINDING, usage.finding() + ".", cause, usage.fix(), thrown);
        }
        return new Check(name, State.FINDING, Failure.sentence(thrown), cause, fix, thrown);
    }

    static Check notChecked(String name, String reason) {
        return new Check(name, State.NOT_CHECKED, reason, "", "", null);
    }
}

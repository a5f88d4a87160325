package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the doctor looked at, and what came of it.
 *
 * @param name what was looked at
 * @param state what came of it
 * @param what what was found; of what was not looked at, why not
 * @param why what it does, mostly why JaaS answers 401; empty where there is nothing to say
 * @param mend how to mend it; empty where there is nothing to mend
 * @param cause what was thrown, for {@code --verbose}
 */
record Check(
        String name,
        State state,
        String what,
        String why,
        String mend,
        @Nullable Throwable cause) {

    enum State {
        OK,
        /** Worth knowing, and harmless as it is. */
        NOTE,
        FINDING,
        NOT_CHECKED;

        /** As it stands in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Check {
        what = Failure.withoutSecrets(what);
        why = Failure.withoutSecrets(why);
        mend = Failure.withoutSecrets(mend);
    }

    static Check ok(String name, String what) {
        return new Check(name, State.OK, what, "", "", null);
    }

    static Check note(String name, String what, String why, String mend) {
        return new Check(name, State.NOTE, what, why, mend, null);
    }

    static Check finding(String name, String what, String why, String mend) {
        return new Check(name, State.FINDING, what, why, mend, null);
    }

    /**
     * A finding in the words of what was thrown.
     *
     * @param mend how to mend it, where the words do not say so themselves
     */
    static Check finding(String name, RuntimeException thrown, String why, String mend) {
        if (thrown instanceof UnusableKeyException) {
            String[] whatAndMend = String.valueOf(thrown.getMessage()).split("\n", 2);
            return new Check(name, State.FINDING, whatAndMend[0], why, whatAndMend[1], thrown);
        }
        if (thrown instanceof UsageException usage && !usage.mend().isEmpty()) {
            return new Check(name, State.FINDING, usage.what() + ".", why, usage.mend(), thrown);
        }
        return new Check(name, State.FINDING, Failure.sentence(thrown), why, mend, thrown);
    }

    static Check notChecked(String name, String why) {
        return new Check(name, State.NOT_CHECKED, why, "", "", null);
    }
}

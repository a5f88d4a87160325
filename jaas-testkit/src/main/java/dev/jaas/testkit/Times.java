// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

/**
 * How often something must have happened, exactly: {@link JaasAssertions#once()}, {@link JaasAssertions#never()} or
 * {@link JaasAssertions#times(int)}. Immutable.
 */
public final class Times {

    private final int count;

    Times(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A number of times must not be negative, as " + count + " is.");
        }
        this.count = count;
    }

    boolean matches(long actual) {
        return actual == count;
    }

    /**
     * The words of a failure message.
     *
     * @return for example {@code once} or {@code 2 times}
     */
    @Override
    public String toString() {
        return describe(count);
    }

    static String describe(long count) {
        return count == 0 ? "never" : count == 1 ? "once" : count + " times";
    }
}

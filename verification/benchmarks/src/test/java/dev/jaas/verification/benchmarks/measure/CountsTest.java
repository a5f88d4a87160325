// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.verification.benchmarks.measure.Server.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contender that reports anything but what the server has verified ends the run. */
class CountsTest {

    private static final Counts BEFORE = new Counts(10, 1);

    @Test
    void requireExactly_sameNumber_passes() {
        assertThatCode(() -> new Counts(15, 1).requireExactly("contender", BEFORE, 5, 0))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"15, 1, 6, 0", "15, 1, 4, 0", "15, 2, 5, 0", "15, 1, 5, 1"})
    void requireExactly_anotherNumberOrAFailure_throws(long verified, long rejected, long accepted, long failed) {
        assertThatThrownBy(() -> new Counts(verified, rejected).requireExactly("contender", BEFORE, accepted, failed))
                .hasMessageStartingWith("contender: " + accepted + " commands accepted and " + failed + " failed");
    }
}

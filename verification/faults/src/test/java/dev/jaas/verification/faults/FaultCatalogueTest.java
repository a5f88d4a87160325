package dev.jaas.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.domain.JaasCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault against both transports and all six commands. */
class FaultCatalogueTest {

    /** Sixteen cells share two cores, so what is held to a quarter of a second elsewhere gets more here. */
    private static final Duration LATENESS = Duration.ofSeconds(1);

    private static final boolean JDK_CANNOT_CLOSE = Runtime.version().feature() < 21;

    private static List<Observation> observations;

    @BeforeAll
    static void run() throws Exception {
        try (Trials trials = new Trials()) {
            observations = trials.run(Catalogue.all());
        }
    }

    @Test
    void catalogue_isWhatWasPromised() {
        assertThat(Catalogue.all()).hasSizeGreaterThanOrEqualTo(90);
        assertThat(Catalogue.all()).extracting(Fault::toString).doesNotHaveDuplicates();
        assertThat(observations).hasSizeGreaterThan(1000);
    }

    @TestFactory
    Stream<DynamicNode> everyFault_byBothTransports_hasItsVerdict() {
        return Catalogue.all().stream()
                .map(fault -> dynamicContainer(
                        fault.toString(),
                        observations.stream()
                                .filter(observation ->
                                        observation.fault().toString().equals(fault.toString()))
                                .map(observation -> dynamicTest(
                                        observation.stack() + " "
                                                + observation.command().name(),
                                        () -> check(observation)))));
    }

    private static void check(Observation seen) {
        Fault fault = seen.fault();
        JaasCommand command = seen.command();
        assertThat(seen.verdict())
                .as("verdict of %s, told as: %s", seen.fault(), seen.failure())
                .isIn(fault.expected().get(seen.stack()));
        assertThat(seen.requests())
                .as("complete requests that reached the server")
                .isLessThanOrEqualTo(seen.attempts());
        if (!command.repeatable()) {
            assertThat(seen.requests())
                    .as("requests of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
            assertThat(seen.attempts())
                    .as("attempts of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
        }
        if (seen.verdict() == Verdict.NOT_DELIVERED) {
            assertThat(seen.requests())
                    .as("requests of a command told as not delivered")
                    .isZero();
        }
        if (seen.verdict() == Verdict.ACCEPTED || fault.reached() == Fault.Reached.ALWAYS) {
            assertThat(seen.requests()).as("requests").isPositive();
        }
        assertThat(seen.elapsed()).as("time to verdict").isLessThan(Trials.CALL_TIMEOUT.plus(LATENESS));
        assertNoSecret(seen);
        boolean left = fault.fate() == Fault.Fate.GONE_BUT_FOR_JDK_17 && seen.stack() == Stack.JDK && JDK_CANNOT_CLOSE;
        if (!left) {
            assertThat(seen.connectionGone()).as("connection gone").isTrue();
        }
    }

    private static void assertNoSecret(Observation seen) {
        if (seen.failure() == null) {
            return;
        }
        StringWriter everything = new StringWriter();
        seen.failure().printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString())
                .as("the failure, its causes and what it suppressed")
                .doesNotContain("eyJ", Commands.BANNED_JWT.substring(5), "Bearer ");
    }
}

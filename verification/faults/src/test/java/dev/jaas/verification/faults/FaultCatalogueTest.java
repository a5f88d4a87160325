package dev.jaas.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.domain.JaasCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault against both transports and all six commands. */
class FaultCatalogueTest {

    /** Eight cells share the processors, so what is held to a quarter of a second elsewhere gets more here. */
    private static final Duration LATENESS = Duration.ofSeconds(1);

    private static List<Observation> observations;
    private static LogTrap log;

    @BeforeAll
    static void run() throws Exception {
        try (LogTrap trap = LogTrap.set();
                Trials trials = new Trials()) {
            log = trap;
            observations = trials.run(Catalogue.all());
        }
    }

    @Test
    void catalogue_isWhatWasPromised() {
        assertThat(Catalogue.all()).hasSizeGreaterThanOrEqualTo(90);
        assertThat(Catalogue.all()).extracting(Fault::toString).doesNotHaveDuplicates();
        assertThat(observations).hasSizeGreaterThan(1000);
    }

    @Test
    void log_everyFaultAtEveryLevel_tellsOfThemAndShowsNoSecret() {
        assertThat(log.messages()).isGreaterThan(observations.size());
        assertThat(log.caught()).isEmpty();
    }

    @Test
    void trap_secretIsLogged_catchesIt() throws Exception {
        try (LogTrap trap = LogTrap.set()) {
            Logger.getLogger("someone").log(Level.FINEST, "sent {0}", Commands.BANNED_JWT);

            assertThat(trap.caught()).hasSize(1);
        }
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
        Told told = seen.told();
        assertThat(told.verdict())
                .as("verdict of %s, told as: %s", fault, told.failure())
                .isIn(fault.expected(seen.stack(), command));
        assertThat(seen.requests())
                .as("complete requests that reached the server")
                .isLessThanOrEqualTo(told.attempts());
        if (!command.repeatable()) {
            assertThat(seen.requests())
                    .as("requests of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
            assertThat(told.attempts())
                    .as("attempts of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
        }
        if (told.verdict() == Verdict.NOT_DELIVERED) {
            assertThat(seen.requests())
                    .as("requests of a command told as not delivered")
                    .isZero();
        }
        if (told.verdict() == Verdict.ACCEPTED || fault.reached() == Fault.Reached.ALWAYS) {
            assertThat(seen.requests()).as("requests").isPositive();
        }
        assertThat(seen.elapsed())
                .as("time to verdict")
                .isLessThan(Cell.CALL_TIMEOUT.plus(LATENESS).plus(seen.lost()));
        assertNoSecret(told.failure());
        assertThat(seen.connectionGone()).as("connection gone").isTrue();
    }

    private static void assertNoSecret(@Nullable Throwable failure) {
        if (failure != null) {
            StringWriter everything = new StringWriter();
            failure.printStackTrace(new PrintWriter(everything));
            assertThat(Secrets.in(everything.toString()))
                    .as("secrets in the failure, its causes and what it suppressed: %s", everything)
                    .isEmpty();
        }
    }
}

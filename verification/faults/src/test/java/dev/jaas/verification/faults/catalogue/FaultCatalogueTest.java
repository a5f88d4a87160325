// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.verification.faults.Examples;
import dev.jaas.verification.faults.Secrets;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault against the transports and all six commands. */
@Tag("slow")
class FaultCatalogueTest {

    /** Many scenarios share the processors, so that they may be later than a client on a machine of its own. */
    private static final Duration MAX_LATENESS = Duration.ofSeconds(2);

    private static List<Observation> observations;
    private static SecretDetectingHandler log;

    @BeforeAll
    static void runAllScenarios() throws Exception {
        try (SecretDetectingHandler handler = SecretDetectingHandler.install();
                CatalogueRunner runner = new CatalogueRunner()) {
            log = handler;
            observations = runner.run(FaultCatalogue.all());
        }
    }

    @Test
    void all_isCompleteAndWithoutDuplicates() {
        assertThat(FaultCatalogue.all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(FaultCatalogue.all()).extracting(Fault::toString).doesNotHaveDuplicates();
        assertThat(observations)
                .hasSize(FaultCatalogue.all().size() * TransportKind.values().length * Examples.COMMANDS.size());
    }

    @Test
    void log_allScenariosAtEveryLevel_hasEntriesButNoSecret() {
        assertThat(log.entries()).isGreaterThan(observations.size());
        assertThat(log.leaks()).isEmpty();
    }

    @Test
    void secretDetectingHandler_secretIsLogged_detectsIt() {
        try (SecretDetectingHandler handler = SecretDetectingHandler.install()) {
            Logger.getLogger("any").log(Level.FINEST, "sent {0}", Examples.BANNED_JWT);

            assertThat(handler.leaks()).hasSize(1);
        }
    }

    @TestFactory
    Stream<DynamicNode> execute_anyFault_hasExpectedResult() {
        return FaultCatalogue.all().stream()
                .map(fault -> dynamicContainer(
                        fault.toString(),
                        observations.stream()
                                .filter(observation ->
                                        observation.fault().toString().equals(fault.toString()))
                                .map(observation -> dynamicTest(
                                        observation.transportKind() + " "
                                                + observation.command().name(),
                                        () -> check(observation)))));
    }

    private static void check(Observation observation) {
        Fault fault = observation.fault();
        ObservedResult result = observation.result();
        assertThat(result.verdict())
                .as("verdict of %s; failure: %s", fault, result.failure())
                .isIn(fault.expected(observation.transportKind(), observation.command()));
        checkRequests(observation);
        assertThat(observation.elapsed())
                .as("time to the verdict")
                .isLessThan(fault.commandTimeout().plus(MAX_LATENESS).plus(observation.stalled()));
        assertNoSecret(result.failure());
        JaasException failure = JaasException.find(result.failure());
        assertThat(failure == null ? "" : failure.getMessage()).contains(fault.message());
        assertThat(observation.connectionClosed()).as("connection closed").isTrue();
    }

    private static void checkRequests(Observation observation) {
        JaasCommand command = observation.command();
        ObservedResult result = observation.result();
        assertThat(observation.requests())
                .as("complete requests that the server received")
                .isLessThanOrEqualTo(result.attempts());
        if (!command.repeatable()) {
            assertThat(observation.requests())
                    .as("requests of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
            assertThat(result.attempts())
                    .as("attempts of a command that must be sent at most once")
                    .isLessThanOrEqualTo(1);
        }
        if (result.verdict() == Verdict.NOT_DELIVERED) {
            assertThat(observation.requests())
                    .as("requests of a command reported as not delivered")
                    .isZero();
        }
        if (result.verdict() == Verdict.ACCEPTED || observation.fault().received() == Fault.Received.ALWAYS) {
            assertThat(observation.requests()).as("requests").isPositive();
        }
    }

    private static void assertNoSecret(@Nullable Throwable failure) {
        if (failure != null) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            assertThat(Secrets.find(text.toString()))
                    .as("secrets in the failure, its causes and suppressed exceptions: %s", text)
                    .isEmpty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.testkit.DetectionTable;
import dev.jaas.testkit.FailingTests;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The suite detects every violation, and each of its tests is there to detect one. */
class ConferenceManagementContractTest {

    /** Each violation has a thread, on which its run of the suite stays. */
    private static final ThreadLocal<@Nullable ManagementViolation> VIOLATION = new ThreadLocal<>();

    /** Short, since many of these runs wait for something that does not come. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** The suite on a management that breaks a promise. Its name keeps it from being run as a test. */
    static class OnBrokenManagement extends ConferenceManagementContract {

        private @Nullable BrokenManagement management;

        @Override
        protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
            management = new BrokenManagement(appId, script, VIOLATION.get());
            return management;
        }

        @Override
        protected int requestsReceived() {
            return management == null ? 0 : management.requestsReceived();
        }

        @Override
        protected int requestsInFlight() {
            return management == null ? 0 : management.requestsInFlight();
        }

        @Override
        protected Executor threadThatMustNotBlock() {
            return BrokenManagement.THREAD_THAT_MUST_NOT_BLOCK;
        }

        @Override
        Duration limit() {
            return LIMIT;
        }
    }

    /** The suite on a management that breaks none, with time for a busy machine. */
    static final class OnCorrectManagement extends OnBrokenManagement {
        @Override
        Duration limit() {
            return Duration.ofSeconds(8);
        }
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> suite_brokenManagement_fails() {
        Map<ManagementViolation, Future<Set<String>>> runs = new EnumMap<>(ManagementViolation.class);
        for (ManagementViolation violation : ManagementViolation.values()) {
            runs.put(violation, threads.submit(() -> failing(violation).keySet()));
        }
        return runs.entrySet().stream()
                .map(run -> dynamicTest(
                        run.getKey().name(),
                        () -> assertThat(run.getValue().get(2, TimeUnit.MINUTES))
                                .as("The tests of the suite that fail on a management with this violation.")
                                .containsAll(run.getKey().detectedBy)));
    }

    @Test
    void documentation_always_hasTableOfViolations() throws IOException {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (ManagementViolation violation : ManagementViolation.values()) {
            rows.put(violation.name(), violation.detectedBy);
        }

        DetectionTable.assertDocumented("a `ConferenceManagement` that …", rows, "conference-management-contract.md");
    }

    @Test
    void suite_correctManagement_passes() {
        VIOLATION.remove();
        assertThat(FailingTests.of(OnCorrectManagement.class)).isEmpty();
    }

    @Test
    void suite_eachOfItsTests_detectsViolation() {
        Set<String> tests = Arrays.stream(ConferenceManagementContract.class.getDeclaredClasses())
                .flatMap(group ->
                        AnnotationSupport.findAnnotatedMethods(group, Test.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .map(method -> method.getName())
                .collect(toSet());

        assertThat(tests)
                .isEqualTo(Arrays.stream(ManagementViolation.values())
                        .flatMap(violation -> violation.detectedBy.stream())
                        .collect(toSet()));
    }

    private static Map<String, String> failing(ManagementViolation violation) {
        VIOLATION.set(violation);
        return FailingTests.of(OnBrokenManagement.class);
    }
}

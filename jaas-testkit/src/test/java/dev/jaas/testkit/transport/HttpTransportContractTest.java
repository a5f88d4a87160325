// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite detects every violation, and its failures say what is wrong. */
@Tag("slow")
class HttpTransportContractTest {

    /** Each violation has a thread, on which its run of the suite stays. */
    private static final ThreadLocal<ContractViolation> VIOLATION = new ThreadLocal<>();

    /** Short, since most of these runs wait for something that does not come. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** The suite on a transport that breaks a promise. Its name keeps it from being run as a test. */
    static class OnBrokenTransport extends HttpTransportContract {
        @Override
        protected HttpTransport create(TransportSettings settings) {
            return new BrokenTransport(settings, VIOLATION.get());
        }

        @Override
        Duration limit() {
            return LIMIT;
        }

        @Override
        boolean stopsAtFirstFailure() {
            return true;
        }
    }

    /** The suite on a transport that says that it asks at the start. */
    static final class OnTransportThatAsksAtStart extends OnBrokenTransport {
        @Override
        protected boolean asksWhenConnected() {
            return false;
        }

        @Override
        Duration limit() {
            return LIMIT.multipliedBy(10); // these tests pass
        }
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(32);

    private final ExecutorService oneByOne = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
        oneByOne.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> suite_brokenTransport_fails() {
        Map<ContractViolation, Future<Set<String>>> runs = new LinkedHashMap<>();
        Arrays.stream(ContractViolation.values())
                .filter(violation -> !violation.runsAlone())
                .forEach(violation ->
                        runs.put(violation, threads.submit(() -> failing(OnBrokenTransport.class, violation))));
        List<Future<?>> together = List.copyOf(runs.values());
        Arrays.stream(ContractViolation.values())
                .filter(ContractViolation::runsAlone)
                .forEach(violation -> runs.put(violation, oneByOne.submit(() -> {
                    for (Future<?> other : together) {
                        other.get();
                    }
                    return failing(OnBrokenTransport.class, violation);
                })));
        return runs.entrySet().stream()
                .map(run -> dynamicTest(
                        run.getKey().name(),
                        () -> assertThat(run.getValue().get(4, TimeUnit.MINUTES))
                                .as("The tests of the suite that fail on a transport with this violation.")
                                .isEqualTo(run.getKey().detectedBy)));
    }

    @Test
    void suite_transportSaysThatItAsksAtStart_passes() {
        assertThat(failing(OnTransportThatAsksAtStart.class, ContractViolation.ASKS_AT_START))
                .as("The tests of the suite that fail though the transport says when it asks.")
                .isEmpty();
    }

    @Test
    void suite_rowFails_messageHasPromiseRowServerAndUsualCause() {
        List<String> messages = new ArrayList<>();

        run(OnBrokenTransport.class, ContractViolation.ENCODES_QUERY_AGAIN, (test, failure) -> messages.add(failure));

        assertThat(messages)
                .singleElement()
                .asString()
                .contains(
                        "The path and query must be sent as they are given",
                        "In row \"/v1?it's=(a)!*\".",
                        "What the server did on connection 1: accept, read a request, respond 200",
                        "Usual cause: The stack parses the URI");
    }

    @Test
    void suite_testFails_messageHasPromiseServerAndUsualCause() {
        List<String> messages = new ArrayList<>();

        run(OnBrokenTransport.class, ContractViolation.DROPS_EMPTY_QUERY, (test, failure) -> messages.add(failure));

        assertThat(messages)
                .singleElement()
                .asString()
                .contains(
                        "The question mark of an empty query must be sent",
                        "In target_emptyQuery_isSentAsGivenOrFails().",
                        "What the server did on connection 1: accept, read a request, respond 200",
                        "Usual cause: The stack treats");
    }

    /** Runs the tests that should detect a violation, and returns those that fail. */
    private static Set<String> failing(Class<? extends HttpTransportContract> suite, ContractViolation violation) {
        Set<String> failing = new HashSet<>();
        run(suite, violation, (test, failure) -> failing.add(test));
        return failing;
    }

    /** Runs them and passes on the names of those that fail, with their messages. */
    private static void run(
            Class<? extends HttpTransportContract> suite,
            ContractViolation violation,
            BiConsumer<String, String> failures) {
        VIOLATION.set(violation);
        Map<String, Class<?>> groups = groups();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(violation.detectedBy.stream()
                        .map(method -> selectNestedMethod(List.of(suite), groups.get(method), method))
                        .toList())
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.accept(
                            methodOf(test.getUniqueIdObject()),
                            result.getThrowable().map(String::valueOf).orElse(""));
                }
            }
        });
    }

    /** The suite's methods, by name, with the groups that they are in. */
    static Map<String, Class<?>> groups() {
        return Arrays.stream(HttpTransportContract.class.getDeclaredClasses())
                .flatMap(group -> Stream.of(Test.class, TestFactory.class)
                        .flatMap(kind ->
                                AnnotationSupport.findAnnotatedMethods(group, kind, HierarchyTraversalMode.TOP_DOWN)
                                        .stream())
                        .map(method -> Map.<String, Class<?>>entry(method.getName(), group)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String methodOf(UniqueId id) {
        return id.getSegments().stream()
                .filter(segment -> Set.of("method", "test-factory").contains(segment.getType()))
                .map(segment -> segment.getValue().replace("()", ""))
                .findFirst()
                .orElse(id.toString());
    }
}

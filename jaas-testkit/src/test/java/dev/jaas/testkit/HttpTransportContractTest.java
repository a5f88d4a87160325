package dev.jaas.testkit;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
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

/** The suite notices every vice, and each of its tests is there to notice one. */
class HttpTransportContractTest {

    /** Each vice has a thread, on which its run of the suite stays. */
    private static final ThreadLocal<Vice> VICE = new ThreadLocal<>();

    /** The suite on a transport that breaks a promise. Its name keeps it from being run as a test. */
    static final class OnBrokenTransport extends HttpTransportContract {
        @Override
        protected HttpTransport create(TransportSettings settings) {
            return new SocketTransport(settings, Set.of(VICE.get()));
        }
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> suite_transportWithVice_fails() {
        Map<Vice, Future<Set<String>>> runs = new EnumMap<>(Vice.class);
        for (Vice vice : Vice.values()) {
            runs.put(vice, threads.submit(() -> failing(vice)));
        }
        return runs.entrySet().stream()
                .map(run -> dynamicTest(
                        run.getKey().name(),
                        () -> assertThat(run.getValue().get(2, TimeUnit.MINUTES))
                                .as("The tests of the suite that fail where a transport has this vice.")
                                .isEqualTo(run.getKey().caughtBy)));
    }

    @Test
    void suite_eachOfItsTests_catchesVice() {
        Set<String> caught = Arrays.stream(Vice.values())
                .flatMap(vice -> vice.caughtBy.stream())
                .collect(toSet());

        assertThat(groups().keySet()).isEqualTo(caught);
    }

    /** Runs the tests that should notice a vice, and tells which of them fail. */
    private static Set<String> failing(Vice vice) {
        VICE.set(vice);
        Map<String, Class<?>> groups = groups();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(vice.caughtBy.stream()
                        .map(method -> selectNestedMethod(List.of(OnBrokenTransport.class), groups.get(method), method))
                        .toList())
                .build();
        Set<String> failing = new HashSet<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failing.add(methodOf(test.getUniqueIdObject()));
                }
            }
        });
        return failing;
    }

    /** The suite's methods, by name, with the groups that they are in. */
    private static Map<String, Class<?>> groups() {
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

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract suite within a test. */
public final class FailingTests {

    private FailingTests() {}

    /** Runs every test of a suite on this thread, and returns the names of those that fail, with what they say. */
    public static Map<String, String> of(Class<?> suite) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        Map<String, String> failing = new TreeMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failing.put(
                            test.getDisplayName().replaceAll("\\(.*\\)", ""),
                            result.getThrowable().map(Throwable::toString).orElse(""));
                }
            }
        });
        return failing;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which test of the suite detects which violation: none of either is without the other, and the table is in the
 * documentation. {@link HttpTransportContractTest} asserts that what it says is so.
 */
class ContractReportTest {

    private static final Path REPORT = Path.of("target", "transport-contract.md");
    private static final Path DOCUMENT = Path.of("..", "docs", "verification.md");

    @Test
    void eachTest_detectsViolation() {
        assertThat(detected().keySet())
                .as("Every test must detect a violation: add one to ContractViolation that only a new test detects.")
                .isEqualTo(HttpTransportContractTest.groups().keySet());
    }

    @Test
    void eachViolation_isDetected() {
        assertThat(ContractViolation.values())
                .as("Every violation must be detected by a test.")
                .noneMatch(violation -> violation.detectedBy.isEmpty());
    }

    @Test
    void report_isInDocumentation() throws IOException {
        String report = report();
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);

        assertThat(Files.readString(DOCUMENT).replace("\r\n", "\n").contains(report))
                .as("docs/verification.md must contain jaas-testkit/%s: replace the table there.", REPORT)
                .isTrue();
    }

    private static Map<String, TreeSet<String>> detected() {
        Map<String, TreeSet<String>> detected = new TreeMap<>();
        for (ContractViolation violation : ContractViolation.values()) {
            violation.detectedBy.forEach(test -> detected.computeIfAbsent(test, name -> new TreeSet<>())
                    .add(violation.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        return detected;
    }

    private static String report() {
        Map<String, Class<?>> groups = HttpTransportContractTest.groups();
        Map<String, String> rows = new TreeMap<>();
        detected()
                .forEach((test, violations) ->
                        rows.put(groups.get(test).getSimpleName() + "." + test, String.join(", ", violations)));
        long violations = Arrays.stream(ContractViolation.values()).count();
        return rows.entrySet().stream()
                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                .collect(joining(
                        "",
                        "| test (" + rows.size() + ") | detects a transport that (" + violations + ") |\n|---|---|\n",
                        ""));
    }
}

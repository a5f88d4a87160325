// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/delivery.md} are generated from the catalogue, so that neither can drift from the other.
 * {@code -Ddocument=write} writes them.
 */
class DeliveryDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "delivery.md");
    private static final String END = "<!-- end -->\n";
    private static final boolean WRITE = "write".equals(System.getProperty("document"));

    @Test
    void document_statuses_areThoseOfTheCatalogue() throws Exception {
        assertSection("statuses", statuses());
    }

    @Test
    void document_faults_areThoseOfTheCatalogue() throws Exception {
        assertSection("faults", faults());
    }

    @Test
    void document_differences_areThoseOfTheCatalogue() throws Exception {
        assertSection("differences", differences());
    }

    private static void assertSection(String name, String expected) throws Exception {
        String begin = "<!-- " + name + ": generated from the fault catalogue -->\n";
        String document = Files.readString(DOCUMENT).replace("\r\n", "\n");
        assertThat(document).contains(begin);
        int start = document.indexOf(begin) + begin.length();
        int end = document.indexOf(END, start);
        if (WRITE) {
            Files.writeString(DOCUMENT, document.substring(0, start) + expected + document.substring(end));
        } else {
            assertThat(document.substring(start, end)).isEqualTo(expected);
        }
    }

    /** One row for each run of statuses with the same result, of the same class of statuses. */
    private static String statuses() {
        Map<Integer, String> results = new TreeMap<>();
        group(StatusFaults.STATUS)
                .forEach(fault -> results.put(Integer.parseInt(fault.name().substring(0, 3)), result(fault)));
        List<List<Integer>> runs = new ArrayList<>();
        int last = 0;
        for (int status : results.keySet()) {
            boolean continues =
                    status / 100 == last / 100 && results.get(status).equals(results.get(last));
            if (!continues) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(status);
            last = status;
        }
        return "| status | statuses tested | result |\n|---|---|---|\n"
                + runs.stream()
                        .map(run -> "| %s | %d | %s |%n".formatted(range(run), run.size(), results.get(run.get(0))))
                        .collect(Collectors.joining());
    }

    private static String range(List<Integer> run) {
        int first = run.get(0);
        int last = run.get(run.size() - 1);
        return first == last ? String.valueOf(first) : first + "–" + last;
    }

    /** A heading and a table for each group but that of the statuses. */
    private static String faults() {
        return FaultCatalogue.all().stream()
                .map(Fault::group)
                .distinct()
                .filter(group -> !group.equals(StatusFaults.STATUS))
                .map(group ->
                        "%n### %s%n%n| fault | result |%n|---|---|%n%s%n".formatted(capitalised(group), rows(group)))
                .collect(Collectors.joining())
                .replace("\n\n\n", "\n\n");
    }

    private static String rows(String group) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Fault fault : group(group)) {
            if (group.equals(StatusFaults.RETRY_AFTER)) { // one row for each status: the value makes no difference
                rows.computeIfAbsent(fault.name().substring(0, 3) + " | " + result(fault), key -> new ArrayList<>())
                        .add(fault.name().substring("429, Retry-After: ".length()));
            } else {
                rows.put(fault.name() + " | " + result(fault), List.of());
            }
        }
        return rows.entrySet().stream()
                .map(row -> row.getValue().isEmpty()
                        ? "| " + row.getKey() + " |\n"
                        : "| "
                                + row.getKey()
                                        .replace(
                                                " |",
                                                row.getValue().stream()
                                                        .collect(Collectors.joining("`, `", " with `", "` |")))
                                + " |\n")
                .collect(Collectors.joining());
    }

    private static String differences() {
        return "| fault | JDK | Vert.x | OkHttp | reason |\n|---|---|---|---|---|\n"
                + FaultCatalogue.all().stream()
                        .filter(fault -> !fault.difference().isEmpty())
                        .map(fault -> "| %s | %s | %s | %s | %s |%n"
                                .formatted(
                                        fault,
                                        words(fault.expected(TransportKind.JDK)),
                                        words(fault.expected(TransportKind.VERTX)),
                                        words(fault.expected(TransportKind.OKHTTP)),
                                        fault.difference()))
                        .collect(Collectors.joining());
    }

    private static List<Fault> group(String group) {
        return FaultCatalogue.all().stream()
                .filter(fault -> fault.group().equals(group))
                .toList();
    }

    private static String result(Fault fault) {
        Set<Verdict> all = new TreeSet<>();
        for (TransportKind kind : TransportKind.PUBLISHED) {
            all.addAll(fault.expected(kind));
        }
        Verdict dialOut = fault.dialOutVerdict();
        return dialOut == null ? words(all) : words(all) + "; a dial-out: " + words(Set.of(dialOut));
    }

    private static String words(Set<Verdict> verdicts) {
        return verdicts.stream()
                .sorted()
                .map(verdict -> switch (verdict) {
                    case ACCEPTED -> "accepted";
                    case REFUSED -> "refused";
                    case NOT_DELIVERED -> "not delivered";
                    case REJECTED -> "rejected";
                    case UNKNOWN -> "unknown";
                })
                .collect(Collectors.joining(" or "));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

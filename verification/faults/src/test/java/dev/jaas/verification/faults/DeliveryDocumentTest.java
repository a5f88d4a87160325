package dev.jaas.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/delivery.md} are the catalogue in words, so that neither can drift from the other. With
 * {@code -Ddocument=write} they are written anew.
 */
class DeliveryDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "delivery.md");
    private static final String END = "<!-- end -->\n";
    private static final boolean WRITE = "write".equals(System.getProperty("document"));

    @Test
    void document_verdictTable_isTheCatalogue() throws Exception {
        assertSection("verdicts", verdicts());
    }

    @Test
    void document_differences_areThoseOfTheCatalogue() throws Exception {
        assertSection("differences", differences());
    }

    private static void assertSection(String name, String table) throws Exception {
        String begin = "<!-- " + name + ": checked against the fault catalogue -->\n";
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(begin);
        int start = document.indexOf(begin) + begin.length();
        int end = document.indexOf(END, start);
        if (WRITE) {
            Files.writeString(DOCUMENT, document.substring(0, start) + table + document.substring(end));
        } else {
            assertThat(document.substring(start, end)).isEqualTo(table);
        }
    }

    private static String verdicts() {
        return "| what happens | what the caller is told |\n|---|---|\n"
                + Catalogue.all().stream()
                        .map(fault -> "| %s | %s |%n".formatted(fault, words(fault)))
                        .collect(Collectors.joining());
    }

    private static String differences() {
        return "| what happens | JDK | Vert.x | why |\n|---|---|---|---|\n"
                + Catalogue.all().stream()
                        .filter(fault -> !fault.difference().isEmpty())
                        .map(fault -> "| %s | %s | %s | %s |%n"
                                .formatted(
                                        fault, words(fault, Stack.JDK), words(fault, Stack.VERTX), fault.difference()))
                        .collect(Collectors.joining());
    }

    private static String words(Fault fault) {
        Set<Verdict> all = new TreeSet<>();
        fault.expected().values().forEach(all::addAll);
        return fault.ofDialOut() == null
                ? words(all)
                : words(all) + "; a dial-out: " + words(Set.of(fault.ofDialOut()));
    }

    private static String words(Fault fault, Stack stack) {
        return words(new TreeSet<>(fault.expected().getOrDefault(stack, Set.of())));
    }

    private static String words(Set<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> switch (verdict) {
                    case ACCEPTED -> "accepted";
                    case REFUSED -> "refused";
                    case NOT_DELIVERED -> "not delivered";
                    case REJECTED -> "rejected";
                    case UNKNOWN -> "unknown";
                })
                .collect(Collectors.joining(" or "));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRuleTest {

    private static final String FIXTURES = ArchitectureRule.class.getPackageName() + ".fixtures.";

    /** The violations in each rule's fixture, without its package. */
    private static final Map<ArchitectureRule, List<String>> EXPECTED = Map.ofEntries(
            entry(ArchitectureRule.ONE_CLASS_USES_JACKSON, List.of("Reader", "Writer")),
            entry(ArchitectureRule.ONE_CLASS_WRITES_JSON, List.of("Writer", "OtherWriter")),
            entry(ArchitectureRule.ONE_CLASS_READS_JSON, List.of("Reader", "OtherReader")),
            entry(ArchitectureRule.ADAPTERS_USE_THE_SPI_ONLY, List.of("Transport")),
            entry(
                    ArchitectureRule.DOMAIN_WITHOUT_TRANSPORT,
                    List.of("Value uses java.net", "Value uses com.fasterxml.jackson")),
            entry(
                    ArchitectureRule.NO_INSTANCEOF_OVER_COMMANDS,
                    List.of(
                            "Encoder.path(dev.jaas.domain.JaasCommand) checks for BanUser",
                            "Encoder.isMeetingCommand(java.lang.Object) checks for MeetingCommand")),
            entry(ArchitectureRule.NO_MUTUAL_IMPORTS, List.of("Parent use each other")),
            entry(ArchitectureRule.NAMES_STATE_THE_ROLE, List.of("ThingManager", "ThingManager$ThingImpl")),
            entry(ArchitectureRule.NULL_MARKED_PACKAGES, List.of("")),
            entry(
                    ArchitectureRule.SYSTEM_LOGGER_ONLY,
                    List.of(
                            "Printer.print() logs by java.util.logging",
                            "Printer.print()> gets field <java.lang.System.out>",
                            "Printer.print()> calls method <java.lang.IllegalStateException.printStackTrace()>")),
            entry(
                    ArchitectureRule.OPTIONAL_AS_RETURN_TYPE_ONLY,
                    List.of("Holder.held", "Holder.orNothing(java.util.Optional)")),
            entry(
                    ArchitectureRule.NO_DEFAULT_LOCALE,
                    List.of(
                            "Messages.formatted(int) calls String.formatted(Object[])",
                            "Messages.format(int) calls String.format(String, Object[])",
                            "Messages.printed(java.io.PrintStream, int) calls PrintStream.printf(String, Object[])",
                            "Messages.lowerCase(java.lang.String) calls String.toLowerCase()",
                            "Messages.upperCase() calls String.toUpperCase()",
                            "Messages.today() calls DateTimeFormatter.ofPattern(String)",
                            "Messages.grouped(int) calls NumberFormat.getInstance()",
                            "Messages.logged(java.lang.System$Logger, int) logs a number")));

    private static final int VIOLATIONS_OF_MESSAGES = 8;

    static Stream<Arguments> rulesAndModules() {
        return Stream.of(ArchitectureRule.values())
                .flatMap(rule -> PublishedModules.ALL.stream()
                        .filter(module -> rule.appliesTo(module.name()))
                        .map(module -> arguments(rule, module)));
    }

    @ParameterizedTest
    @MethodSource("rulesAndModules")
    void violationsIn_publishedModule_areNone(ArchitectureRule rule, PublishedModule module) {
        assertThat(module.classes()).isNotEmpty();
        assertThat(rule.violationsIn(module.classes())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void appliesTo_someModule_isTrue(ArchitectureRule rule) {
        assertThat(PublishedModules.ALL).anyMatch(module -> rule.appliesTo(module.name()));
    }

    @ParameterizedTest
    @EnumSource
    void violationsIn_fixtureOfTheRule_areDetected(ArchitectureRule rule) {
        String fixture = FIXTURES + rule.name().toLowerCase(Locale.ROOT);
        List<String> found = rule.violationsIn(classes(fixture));

        assertThat(EXPECTED.get(rule))
                .isNotNull()
                .allSatisfy(expected -> assertThat(found)
                        .anySatisfy(line -> assertThat(line).contains(fixture).contains(expected)));
    }

    @Test
    void violationsIn_messagesWithALocale_areNone() {
        assertThat(ArchitectureRule.NO_DEFAULT_LOCALE.violationsIn(classes(FIXTURES + "no_default_locale")))
                .hasSize(VIOLATIONS_OF_MESSAGES)
                .noneMatch(line -> line.contains("Harmless"));
    }

    @Test
    void violationsIn_publicClassUsingJackson_areDetected() {
        assertThat(ArchitectureRule.ONE_CLASS_USES_JACKSON.violationsIn(classes(FIXTURES + "public_jackson_user")))
                .containsExactly("1 classes use Jackson", FIXTURES + "public_jackson_user.PublicWriter");
    }

    @Test
    void violationsIn_noClassUsingJackson_areDetected() {
        assertThat(ArchitectureRule.ONE_CLASS_USES_JACKSON.violationsIn(classes(FIXTURES + "names_state_the_role")))
                .containsExactly("0 classes use Jackson");
    }

    @Test
    void uniqueNames_publishedModules_areKept() {
        assertThat(UniqueNames.violationsIn(PublishedModules.ALL.stream().flatMap(module -> module.classes().stream())))
                .isEmpty();
    }

    @Test
    void uniqueNames_twoPublicTypesOfOneName_areDetected() {
        String fixture = FIXTURES + "unique_public_names";

        assertThat(UniqueNames.violationsIn(classes(fixture).stream()))
                .containsExactly(fixture + ".one.Thing and " + fixture + ".two.Thing");
    }

    private static JavaClasses classes(String packageName) {
        return new ClassFileImporter().importPackages(packageName);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.jaas.verification.architecture.fixtures.unused_code.Used;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnusedCodeTest {

    /** By the JVM, the launcher, or Spring Boot, which imports configurations and finds failure analyzers in a list. */
    private static final List<String> STARTED_FROM_OUTSIDE = List.of(
            "dev.jaas.cli.Main.main([Ljava.lang.String;)",
            "dev.jaas.cli.Training",
            "dev.jaas.spring.boot.SettingFailureAnalyzer",
            "dev.jaas.spring.boot.TransportConfiguration");

    private static final List<String> ONLY_FOR_TESTS = List.of(
            "dev.jaas.cli.PlainCommandLine.words()",
            "dev.jaas.client.JaasClient.tokens()",
            "dev.jaas.client.JaasClient$Builder.random(java.util.function.DoubleSupplier)",
            "dev.jaas.client.JaasClient$Builder.timer(dev.jaas.client.Timer)",
            "dev.jaas.events.InMemoryDeduplicator.size()");

    @Test
    void in_publishedModules_isNoneButWhatIsStartedOrForTests() {
        JavaClasses classes = new ClassFileImporter()
                .importClasses(PublishedModules.ALL.stream()
                        .flatMap(module -> module.classes().stream())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList());
        Set<String> api = PublishedModules.ALL.stream()
                .flatMap(module -> PublicApi.typesOf(module).stream())
                .map(Class::getName)
                .collect(Collectors.toSet());

        assertThat(UnusedCode.in(classes, type -> api.contains(type.getName())))
                .as("Code that nothing uses: delete it, or add what only tests use to the list in this test.")
                .containsExactlyInAnyOrderElementsOf(Stream.of(STARTED_FROM_OUTSIDE, ONLY_FOR_TESTS)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void in_fixture_isEachKindOfUnusedCode() {
        String fixture = Used.class.getPackageName();
        JavaClasses classes = new ClassFileImporter().importPackages(fixture);

        assertThat(UnusedCode.in(classes, type -> type.getSimpleName().equals("Used")))
                .containsExactlyInAnyOrder(
                        fixture + ".Unused", fixture + ".Used.forgotten()", fixture + ".Used$Part.forgotten(int)");
    }
}

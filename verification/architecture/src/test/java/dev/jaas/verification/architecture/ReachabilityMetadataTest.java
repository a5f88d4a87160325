// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The metadata for GraalVM has an entry for each class that looks up something by its name, and for no other. */
class ReachabilityMetadataTest {

    /** The program and what is for tests are not compiled to native images. */
    private static final Set<String> NOT_FOR_NATIVE_IMAGES = Set.of("jaas-cli", "jaas-testkit");

    /** Searches for several versions of a library, which a native image cannot contain. */
    private static final String DIAGNOSIS = "dev.jaas.adapter.bouncycastle.BouncyCastle";

    private static final Pattern CONDITION = Pattern.compile("\"typeReached\": *\"([^\"]+)\"");

    static Stream<PublishedModule> modules() {
        return PublishedModules.ALL.stream().filter(module -> !NOT_FOR_NATIVE_IMAGES.contains(module.name()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void conditions_ofTheMetadata_areTheClassesThatLookUpByName(PublishedModule module) {
        assertThat(conditions(module.name()))
                .containsExactlyInAnyOrderElementsOf(LookupsByName.classesWith(module.classes()).stream()
                        .filter(name -> !name.equals(DIAGNOSIS))
                        .toList());
    }

    @Test
    void classesWith_publishedModules_areSome() {
        assertThat(modules().flatMap(module -> LookupsByName.classesWith(module.classes()).stream()))
                .contains(DIAGNOSIS, "dev.jaas.client.UserAgent", "dev.jaas.adapter.jdkhttp.Workers");
    }

    @Test
    void classesWith_fixture_areDetected() {
        String fixture = ReachabilityMetadataTest.class.getPackageName() + ".fixtures.lookups_by_name";

        assertThat(LookupsByName.classesWith(new ClassFileImporter().importPackages(fixture)))
                .map(name -> name.substring(name.indexOf('$') + 1))
                .containsExactlyInAnyOrder("OfClass", "OfMethod", "OfHandle", "OfResource", "OfService");
    }

    private static List<String> conditions(String module) {
        Path metadata = ProjectFiles.ROOT
                .resolve(module)
                .resolve("target/classes/META-INF/native-image/dev.jaas")
                .resolve(module)
                .resolve("reachability-metadata.json");
        return Files.exists(metadata)
                ? CONDITION
                        .matcher(ProjectFiles.read(metadata))
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .toList()
                : List.of();
    }
}

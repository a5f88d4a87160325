// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublicApiTest {

    private static final Path RECORDED = ProjectFiles.ROOT.resolve("verification/architecture/src/test/resources/api");

    static Stream<PublishedModule> modules() {
        return PublishedModules.ALL.stream()
                .filter(module -> !PublicApi.typesOf(module).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void describe_publishedModule_isAsRecorded(PublishedModule module) throws IOException {
        Path file = RECORDED.resolve(module.name() + ".txt");
        List<String> api = PublicApi.describe(module);
        if ("write".equals(System.getProperty("api"))) {
            Files.write(file, api);
        }
        assertThat(api)
                .as(
                        "The public API of %s differs from %s. If that is intended, record it with -Dapi=write"
                                + " (CONTRIBUTING.md has the command).",
                        module, file.getFileName())
                .isEqualTo(Files.readAllLines(file));
    }

    @Test
    void recordedFiles_belongToAModuleEach() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            modules().map(module -> module.name() + ".txt").toList());
        }
    }
}

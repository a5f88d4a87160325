// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest module alone: the profile {@code site} documents all. */
@Tag("slow")
class ApiDocumentationTest {

    @TempDir
    private Path directory;

    @Test
    void modules_ofTheProject_areThoseThatExportPackages() throws IOException {
        assertThat(ApiDocumentation.modules(SiteTest.ROOT))
                .containsKeys("dev.jaas.domain", "dev.jaas.ports", "dev.jaas.sdk", "dev.jaas.testkit")
                .doesNotContainKey("dev.jaas.cli");
    }

    @Test
    void write_domain_hasPagesOfItsTypes() throws IOException {
        Path sources = ApiDocumentation.modules(SiteTest.ROOT).get("dev.jaas.domain");

        ApiDocumentation.write(Map.of("dev.jaas.domain", sources), directory);

        assertThat(directory.resolve("index.html")).exists();
        assertThat(directory.resolve("dev.jaas.domain/dev/jaas/domain/KeyId.html"))
                .exists();
    }

    @Test
    void write_sourceThatDoesNotCompile_isReported() throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(sources.resolve("module-info.java"), "module broken { exports absent; }");

        assertThatThrownBy(() -> ApiDocumentation.write(Map.of("broken", sources), directory.resolve("out")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("package is empty or does not exist: absent");
    }
}

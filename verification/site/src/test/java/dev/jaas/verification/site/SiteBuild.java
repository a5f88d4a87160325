// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes the site to the project's target/site, Javadoc included: {@code mvn -Psite test -pl verification/site -am}. */
class SiteBuild {

    private static final Path TARGET = SiteTest.ROOT.resolve("target/site");

    @Test
    void write_theProjectWithItsJavadoc_everyLinkLeadsSomewhere() throws IOException {
        ApiDocumentation.write(ApiDocumentation.modules(SiteTest.ROOT), TARGET.resolve("javadoc"));
        new SiteWriter(Site.read(SiteTest.ROOT), TARGET, true).write();

        assertThat(RenderedSite.brokenLinks(TARGET)).isEmpty();
    }
}

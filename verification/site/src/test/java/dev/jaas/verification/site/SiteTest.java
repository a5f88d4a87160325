// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The links of the project's documents, as Markdown and as a site, and that a link which leads nowhere is detected. */
class SiteTest {

    static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(directory -> Files.exists(directory.resolve("README.md")))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path directory;

    @Test
    void links_ofTheProject_leadSomewhere() throws IOException {
        assertThat(Site.read(ROOT).brokenLinks()).isEmpty();
    }

    @Test
    void pages_ofTheProject_areReachedFromTheReadme() throws IOException {
        assertThat(Site.read(ROOT).unreachablePages())
                .as(
                        "Each document has a line in the README's documentation table, or a link in a document that has one.")
                .isEmpty();
    }

    @Test
    void write_theProject_everyLinkLeadsSomewhere() throws IOException {
        new SiteWriter(Site.read(ROOT), directory, false).write();

        assertThat(RenderedSite.brokenLinks(directory)).isEmpty();
        assertThat(directory.resolve("index.html"))
                .content()
                .contains("<h1 id=\"jaas-conference-management-for-java\">", "href=\"docs/delivery.html\"");
        assertThat(directory.resolve("docs/simulator-page.png"))
                .hasSameBinaryContentAs(ROOT.resolve("docs/simulator-page.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent.md",
                "#no-heading",
                "docs/page.md#no-heading",
                "docs/Source.java#no-anchor",
                "http://example.com/",
                "https:example",
                "https://example.com/a b"
            })
    void brokenLinks_linkThatLeadsNowhere_isDetected(String link) throws IOException {
        project("# A `Title`, and more\n\n[link](<" + link + ">)\n");

        assertThat(Site.read(directory).brokenLinks())
                .hasSize(1)
                .first()
                .asString()
                .contains(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/page.md",
                "docs/page.md#two-1",
                "#a-title-and-more",
                "docs/Source.java",
                "docs/picture.svg",
                "docs",
                "https://example.com/"
            })
    void brokenLinks_linkThatLeadsSomewhere_isNotReported(String link) throws IOException {
        project("# A `Title`, and more\n\n[link](" + link + ")\n");

        assertThat(Site.read(directory).brokenLinks()).isEmpty();
    }

    @Test
    void unreachablePages_pageWithoutALink_isDetected() throws IOException {
        project("# Title\n\n[other](CHANGES.md)\n");

        assertThat(Site.read(directory).unreachablePages()).containsExactly(Path.of("docs/page.md"));
    }

    @ParameterizedTest
    @CsvSource({
        "docs/page.md, docs/page.html",
        "docs/page.md#two, docs/page.html#two",
        "#title, index.html#title",
        "docs/Source.java, docs/Source.java.html",
        "docs/picture.svg, docs/picture.svg",
        "docs, docs.html",
        "https://example.com/, https://example.com/"
    })
    void write_link_leadsToWhatWasRendered(String link, String rendered) throws IOException {
        project("# Title\n\n[link](" + link + ")\n\n| a |\n|---|\n| b |\n");
        Path target = directory.resolve("target");

        new SiteWriter(Site.read(directory), target, false).write();

        assertThat(RenderedSite.brokenLinks(target)).isEmpty();
        assertThat(target.resolve("index.html")).content().contains("href=\"" + rendered + "\"", "<td>b</td>");
    }

    @Test
    void write_linkedSource_isAPageWithItsText() throws IOException {
        project("# Title\n\n[source](docs/Source.java)\n");
        Path target = directory.resolve("target");

        new SiteWriter(Site.read(directory), target, false).write();

        assertThat(target.resolve("docs/Source.java.html")).content().contains("List&lt;String&gt;", "../style.css");
    }

    @Test
    void brokenLinks_ofARenderedSite_areDetected() throws IOException {
        Path page = Files.createDirectories(directory.resolve("site")).resolve("index.html");
        Files.writeString(
                page, "<a href=\"index.html#a\"><a href=\"b.html\"><img src=\"c.png\"><h1 id=\"d\"><a href=\"#d\">");

        assertThat(RenderedSite.brokenLinks(page.getParent()))
                .isEqualTo(List.of(
                        "index.html links to index.html#a", "index.html links to b.html", "index.html links to c.png"));
    }

    private void project(String readme) throws IOException {
        Files.createDirectories(directory.resolve("docs"));
        Files.writeString(directory.resolve("README.md"), readme + "\n## Documentation\n");
        Files.writeString(directory.resolve("CHANGES.md"), "# Changes\n");
        Files.writeString(directory.resolve("docs/page.md"), "# Page\n\n## Two\n\n## Two\n\n[back](../README.md)\n");
        Files.writeString(directory.resolve("docs/Source.java"), "interface Source extends List<String> {}\n");
        Files.writeString(directory.resolve("docs/picture.svg"), "<svg/>\n");
    }
}

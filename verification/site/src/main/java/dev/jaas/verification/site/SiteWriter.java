// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders a {@link Site}: a page for each Markdown file, and for each source, text or directory that is linked. */
final class SiteWriter {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="%sstyle.css">
            </head>
            <body>
            <nav>%s</nav>
            <main>
            %s</main>
            </body>
            </html>
            """;

    private final Site site;
    private final Path target;
    private final boolean withJavadoc;

    /**
     * Prepares to write.
     *
     * @param withJavadoc whether the pages link to {@code javadoc/index.html}, which is written by others
     */
    SiteWriter(Site site, Path target, boolean withJavadoc) {
        this.site = site;
        this.target = target;
        this.withJavadoc = withJavadoc;
    }

    void write() throws IOException {
        for (Page page : site.pages().values()) {
            write(page.file(), page.title(), render(page));
        }
        for (Path file : site.linkedFiles()) {
            if (isPicture(file)) {
                Path copy = target.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(site.root().resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
            } else {
                String text = textOf(site.root().resolve(file));
                write(file, file.getFileName().toString(), "<pre><code>" + escape(text) + "</code></pre>\n");
            }
        }
        try (InputStream style = SiteWriter.class.getResourceAsStream("style.css")) {
            Files.copy(style, target.resolve("style.css"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The content of a file, or the names of the files in a directory. */
    private static String textOf(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return Files.readString(file);
        }
        try (Stream<Path> children = Files.list(file)) {
            return children.map(child -> child.getFileName() + "\n").sorted().collect(Collectors.joining());
        }
    }

    private String render(Page page) {
        return HtmlRenderer.builder()
                .extensions(Page.EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> addAttributes(page, node, attributes))
                .build()
                .render(page.document());
    }

    private static void addAttributes(Page page, Node node, Map<String, String> attributes) {
        String anchor = page.anchors().get(node);
        if (anchor != null) {
            attributes.put("id", anchor);
        } else if (node instanceof Link link) {
            attributes.put("href", rewrite(page.file(), link.getDestination()));
        } else if (node instanceof Image image) {
            attributes.put("src", rewrite(page.file(), image.getDestination()));
        }
    }

    private static String rewrite(Path from, String link) {
        if (Destination.isExternal(link)) {
            return link;
        }
        Destination destination = Destination.resolve(from, link);
        String fragment = destination.fragment().isEmpty() ? "" : "#" + destination.fragment();
        return toRoot(from) + outputOf(destination.file()) + fragment;
    }

    private void write(Path file, String title, String body) throws IOException {
        Path output = target.resolve(outputOf(file));
        Files.createDirectories(output.getParent());
        String root = toRoot(file);
        String navigation = link(root + "index.html", "JaaS conference management") + " "
                + link(root + "index.html#documentation", "Documentation")
                + (withJavadoc ? " " + link(root + "javadoc/index.html", "Javadoc") : "");
        Files.writeString(output, HTML.formatted(escape(title), root, navigation, body));
    }

    private static String link(String destination, String text) {
        return "<a href=\"" + destination + "\">" + text + "</a>";
    }

    /** The path from a file's directory up to the project's. */
    private static String toRoot(Path file) {
        return "../".repeat(file.getNameCount() - 1);
    }

    private static String outputOf(Path file) {
        String name = file.toString();
        if (file.equals(Site.HOME)) {
            return "index.html";
        }
        if (name.endsWith(".md")) {
            return name.substring(0, name.length() - 2) + "html";
        }
        return isPicture(file) ? name : name + ".html";
    }

    private static boolean isPicture(Path file) {
        return file.toString().endsWith(".svg") || file.toString().endsWith(".png");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

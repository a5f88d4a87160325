// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown file.
 *
 * @param file its path, relative to the project's directory
 * @param document its content
 * @param anchors the headings and the names by which links refer to them
 * @param destinations of its links and pictures, as they are written
 * @param title its first heading
 */
record Page(Path file, Node document, Map<Node, String> anchors, List<String> destinations, String title) {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    static Page parse(Path file, String markdown) {
        Node document = PARSER.parse(markdown);
        Map<Node, String> anchors = new HashMap<>();
        Map<String, Integer> used = new HashMap<>();
        List<String> destinations = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String text = textOf(heading);
                String anchor = anchor(text);
                int earlier = used.merge(anchor, 1, Integer::sum) - 1;
                anchors.put(heading, earlier == 0 ? anchor : anchor + "-" + earlier);
                headings.add(text);
                super.visit(heading);
            }

            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
                super.visit(link);
            }

            @Override
            public void visit(Image image) {
                destinations.add(image.getDestination());
            }
        });
        return new Page(file, document, anchors, destinations, headings.isEmpty() ? file.toString() : headings.get(0));
    }

    /** The name that forges give to a heading: lower case, without punctuation, with a hyphen for each space. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String textOf(Heading heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}

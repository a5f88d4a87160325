// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the links of a site as it lies on the disk, without knowing what it was made from. */
final class RenderedSite {

    private static final Pattern LINK = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");

    private RenderedSite() {}

    /** The links that lead nowhere. Those of the pages that the Javadoc tool wrote are not checked. */
    static List<String> brokenLinks(Path site) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages(site)) {
            for (String link : links(Files.readString(page))) {
                if (!Destination.isExternal(link) && !exists(Destination.resolve(page, link))) {
                    broken.add(site.relativize(page) + " links to " + link);
                }
            }
        }
        return broken;
    }

    private static List<Path> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html") && !file.startsWith(site.resolve("javadoc")))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> links(String html) {
        return LINK.matcher(html)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static boolean exists(Destination destination) throws IOException {
        return Files.isRegularFile(destination.file())
                && (destination.fragment().isEmpty()
                        || Files.readString(destination.file()).contains(" id=\"" + destination.fragment() + "\""));
    }
}

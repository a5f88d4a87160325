// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The Markdown files of the project.
 *
 * @param root the project's directory
 * @param pages by the path of their file, relative to that directory
 */
record Site(Path root, Map<Path, Page> pages) {

    /** The page from which every other one is reached. */
    static final Path HOME = Path.of("README.md");

    private static final Set<String> SKIPPED = Set.of("target", ".git", "fixtures");

    /** Reads all Markdown files below a directory. */
    static Site read(Path root) throws IOException {
        Map<Path, Page> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                Path relative = root.relativize(file);
                if (Stream.of(relative.toString().split("/")).noneMatch(SKIPPED::contains)) {
                    pages.put(relative, Page.parse(relative, Files.readString(file)));
                }
            }
        }
        return new Site(root, pages);
    }

    /** The links of all pages that lead nowhere, each with its file and the reason. */
    List<String> brokenLinks() {
        return pages.values().stream()
                .flatMap(page -> page.destinations().stream()
                        .map(link -> problem(page, link))
                        .filter(problem -> !problem.isEmpty()))
                .toList();
    }

    /** The pages to which no links lead from the first one. */
    Set<Path> unreachablePages() {
        Set<Path> unreachable = new TreeSet<>(pages.keySet());
        Deque<Path> next = new ArrayDeque<>(List.of(HOME));
        while (!next.isEmpty()) {
            Path file = next.pop();
            Page page = pages.get(file);
            if (page != null && unreachable.remove(file)) {
                relativeLinks(page).map(Destination::file).forEach(next::push);
            }
        }
        return unreachable;
    }

    /** The files other than pages, and the directories, to which links lead: pictures, sources, texts. */
    Set<Path> linkedFiles() {
        Set<Path> files = new TreeSet<>();
        pages.values()
                .forEach(page -> relativeLinks(page).map(Destination::file).forEach(files::add));
        files.removeAll(pages.keySet());
        return files;
    }

    private static Stream<Destination> relativeLinks(Page page) {
        return page.destinations().stream()
                .filter(link -> !Destination.isExternal(link))
                .map(link -> Destination.resolve(page.file(), link));
    }

    private String problem(Page page, String link) {
        String where = page.file() + " links to " + link + ": ";
        if (Destination.isExternal(link)) {
            return Destination.isWellFormed(link) ? "" : where + "use an https address with a host";
        }
        Destination destination = Destination.resolve(page.file(), link);
        if (!Files.exists(root.resolve(destination.file()))) {
            return where + "there is no such file";
        }
        if (destination.fragment().isEmpty()) {
            return "";
        }
        Page target = pages.get(destination.file());
        return target != null && target.anchors().containsValue(destination.fragment())
                ? ""
                : where + "there is no such heading";
    }
}

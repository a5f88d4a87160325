package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The published modules as they lie on the disk, compiled. */
record House(List<Module> modules, String readme) {

    private static final House HOUSE = load(root());

    static House asBuilt() {
        return HOUSE;
    }

    Module module(String name) {
        return modules.stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no README.md above " + Path.of("").toAbsolutePath()));
    }

    private static House load(Path root) {
        try {
            List<Module> modules = children(pom(root), "modules")
                    .flatMap(list -> children(list, "module"))
                    .map(module -> module.getTextContent().strip())
                    .filter(module -> !module.startsWith("verification/"))
                    .map(module -> load(root, module))
                    .toList();
            return new House(modules, Files.readString(root.resolve("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Module load(Path root, String name) {
        Path classes = root.resolve(name).resolve("target/classes");
        ModuleDescriptor descriptor = ModuleFinder.of(classes).findAll().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module-info in " + classes))
                .descriptor();
        List<Module.Dependency> dependencies = children(pom(root.resolve(name)), "dependencies")
                .flatMap(list -> children(list, "dependency"))
                .map(dependency -> new Module.Dependency(
                        text(dependency, "groupId"), text(dependency, "artifactId"), text(dependency, "scope")))
                .toList();
        return new Module(name, new ClassFileImporter().importPath(classes), descriptor, dependencies);
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("README.md")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no README.md above " + Path.of("").toAbsolutePath()));
    }

    private static Element pom(Path directory) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(directory.resolve("pom.xml").toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the POM in " + directory, e);
        }
    }

    private static Stream<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(child -> child.getNodeType() == Node.ELEMENT_NODE
                        && child.getNodeName().equals(name))
                .map(Element.class::cast);
    }

    private static String text(Element parent, String name) {
        return children(parent, name)
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}

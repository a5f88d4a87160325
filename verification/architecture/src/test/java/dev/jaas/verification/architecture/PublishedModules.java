package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The published modules, compiled. */
final class PublishedModules {

    static final List<PublishedModule> ALL = names().map(PublishedModules::load).toList();

    private PublishedModules() {}

    private static Stream<String> names() {
        return children(pom(ProjectFiles.ROOT), "modules")
                .flatMap(list -> children(list, "module"))
                .map(module -> module.getTextContent().strip())
                .filter(module ->
                        Files.isDirectory(ProjectFiles.ROOT.resolve(module).resolve("src/main/java")));
    }

    /** The artifacts whose version the bill of materials states. */
    static List<String> ofBillOfMaterials() {
        return children(pom(ProjectFiles.ROOT.resolve("jaas-bom")), "dependencyManagement")
                .flatMap(management -> children(management, "dependencies"))
                .flatMap(list -> children(list, "dependency"))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    private static PublishedModule load(String name) {
        Path classes = ProjectFiles.ROOT.resolve(name).resolve("target/classes");
        ModuleDescriptor descriptor = ModuleFinder.of(classes).findAll().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module-info in " + classes))
                .descriptor();
        List<PublishedModule.Dependency> dependencies = children(pom(ProjectFiles.ROOT.resolve(name)), "dependencies")
                .flatMap(list -> children(list, "dependency"))
                .map(dependency -> new PublishedModule.Dependency(
                        text(dependency, "groupId"), text(dependency, "artifactId"), text(dependency, "scope")))
                .toList();
        return new PublishedModule(name, new ClassFileImporter().importPath(classes), descriptor, dependencies);
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

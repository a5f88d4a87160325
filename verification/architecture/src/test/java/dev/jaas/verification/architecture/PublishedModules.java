// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The published modules, compiled. */
final class PublishedModules {

    static final List<PublishedModule> ALL = Stream.of(ProjectFiles.ROOT, ProjectFiles.ROOT.resolve("integrations"))
            .flatMap(PublishedModules::directories)
            .map(PublishedModules::load)
            .toList();

    private PublishedModules() {}

    private static Stream<Path> directories(Path parent) {
        return children(pom(parent), "modules")
                .flatMap(list -> children(list, "module"))
                .map(module -> parent.resolve(module.getTextContent().strip()))
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")));
    }

    /** The artifacts whose version the bill of materials states. */
    static List<String> ofBillOfMaterials() {
        return children(pom(ProjectFiles.ROOT.resolve("jaas-bom")), "dependencyManagement")
                .flatMap(management -> children(management, "dependencies"))
                .flatMap(list -> children(list, "dependency"))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    private static PublishedModule load(Path directory) {
        Path classes = directory.resolve("target/classes");
        Element pom = pom(directory);
        JavaClasses compiled = new ClassFileImporter().importPath(classes);
        List<PublishedModule.Dependency> dependencies = children(pom, "dependencies")
                .flatMap(list -> children(list, "dependency"))
                .map(dependency -> new PublishedModule.Dependency(
                        text(dependency, "groupId"), text(dependency, "artifactId"), text(dependency, "scope")))
                .toList();
        return new PublishedModule(
                directory.getFileName().toString(), compiled, descriptor(classes, compiled, pom), dependencies);
    }

    /** That of an automatic module if there is no module-info: its POM then states its name. */
    private static ModuleDescriptor descriptor(Path classes, JavaClasses compiled, Element pom) {
        return ModuleFinder.of(classes).findAll().stream()
                .findFirst()
                .map(ModuleReference::descriptor)
                .orElseGet(() -> children(pom, "properties")
                        .map(properties -> text(properties, "automatic.module.name"))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .map(name -> ModuleDescriptor.newAutomaticModule(name)
                                .packages(compiled.stream()
                                        .map(JavaClass::getPackageName)
                                        .collect(Collectors.toSet()))
                                .build())
                        .orElseThrow(() -> new IllegalStateException("no module-info in " + classes)));
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

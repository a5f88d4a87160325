// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The modules are as the README's diagram shows them, and a diagram that differs in one line is detected. */
class LayersTest {

    private static final String README = ProjectFiles.read(ProjectFiles.ROOT.resolve("README.md"));

    @Test
    void boxes_ofTheReadme_areTheModules() {
        assertThat(layers(README).violationsInBoxes()).isEmpty();
    }

    @Test
    void billOfMaterials_namesEachPublishedModuleButTheProgram() {
        assertThat(PublishedModules.ofBillOfMaterials())
                .containsExactlyInAnyOrderElementsOf(PublishedModules.ALL.stream()
                        .map(PublishedModule::name)
                        .filter(name -> !name.equals("jaas-cli"))
                        .toList());
    }

    @Test
    void code_ofEveryModule_matchesTheDiagram() {
        assertThat(layers(README).violationsInCode()).isEmpty();
    }

    @Test
    void poms_ofEveryModule_matchTheDiagram() {
        assertThat(layers(README).violationsInPoms()).isEmpty();
    }

    @Test
    void descriptors_ofEveryModule_matchTheDiagram() {
        assertThat(layers(README).violationsInDescriptors()).isEmpty();
    }

    @Test
    void usedArrow_removedFromTheDiagram_isDetectedInCodePomAndDescriptor() {
        Layers layers = layersWithout("  client --> ports\n");

        assertThat(layers.violationsInCode())
                .anyMatch(found -> found.startsWith("jaas-client's code uses jaas-ports, not in the diagram: "))
                .anyMatch(found -> found.startsWith("jaas-client's code uses jaas-domain, not in the diagram: "));
        assertThat(layers.violationsInPoms()).contains("jaas-client's POM has jaas-ports, not in the diagram");
        assertThat(layers.violationsInDescriptors())
                .anyMatch(found -> found.startsWith("jaas-client's module-info uses jaas-ports, not in the diagram: "));
    }

    @Test
    void unusedArrow_addedToTheDiagram_isDetectedInCodePomAndDescriptor() {
        Layers layers = layersWith("  client --> simulator\n");

        assertThat(layers.violationsInCode())
                .contains("jaas-client's code does not use jaas-simulator, in the diagram");
        assertThat(layers.violationsInPoms())
                .contains("jaas-client's POM does not have jaas-simulator, in the diagram");
        assertThat(layers.violationsInDescriptors())
                .contains("jaas-client's module-info does not use jaas-simulator, in the diagram");
    }

    @Test
    void testArrow_removedOrAdded_isDetectedInThePom() {
        assertThat(layersWithout("  vertx -.-> testkit\n").violationsInPoms())
                .contains("jaas-adapter-vertx's POM, in test scope, has jaas-testkit, not in the diagram");
        assertThat(layersWith("  domain -.-> testkit\n").violationsInPoms())
                .contains("jaas-domain's POM, in test scope, does not have jaas-testkit, in the diagram");
    }

    @Test
    void library_removedFromItsBox_isDetectedInCodePomAndDescriptor() {
        Layers layers = layersWithout("<br/>Vert.x Web Client, Vert.x Core");

        assertThat(layers.violationsInCode())
                .anyMatch(found ->
                        found.startsWith("jaas-adapter-vertx's code uses Vert.x Web Client, not in the diagram: "))
                .anyMatch(
                        found -> found.startsWith("jaas-adapter-vertx's code uses Vert.x Core, not in the diagram: "));
        assertThat(layers.violationsInPoms())
                .contains("jaas-adapter-vertx's POM has Vert.x Web Client, not in the diagram");
        assertThat(layers.violationsInDescriptors())
                .anyMatch(found -> found.startsWith(
                        "jaas-adapter-vertx's module-info uses Vert.x Web Client, not in the diagram: "));
    }

    @Test
    void jdkModule_removedFromItsBox_isDetectedInCode() {
        assertThat(layersWithout("<br/>JDK HTTP client").violationsInCode())
                .anyMatch(found ->
                        found.startsWith("jaas-adapter-jdkhttp's code uses JDK HTTP client, not in the diagram: "));
    }

    @Test
    void unusedLibrary_addedToABox_isDetectedInCodePomAndDescriptor() {
        Layers layers = layers(README.replace("<b>jaas-domain</b>", "<b>jaas-domain</b><br/>jackson-core"));

        assertThat(layers.violationsInCode()).contains("jaas-domain's code does not use jackson-core, in the diagram");
        assertThat(layers.violationsInPoms()).contains("jaas-domain's POM does not have jackson-core, in the diagram");
        assertThat(layers.violationsInDescriptors())
                .contains("jaas-domain's module-info does not use jackson-core, in the diagram");
    }

    @Test
    void box_withoutAModule_isDetected() {
        assertThat(layers(README.replace("<b>jaas-domain</b>", "<b>jaas-core</b>"))
                        .violationsInBoxes())
                .contains(
                        "The build has jaas-domain, not in the diagram",
                        "The build does not have jaas-core, in the diagram");
    }

    @Test
    void permitted_module_reachesModulesBehindItButNotTheirLibraries() {
        assertThat(Diagram.parse(README).permitted("jaas-testkit"))
                .isEqualTo(Set.of(
                        "jaas-ports", "jaas-simulator", "jaas-domain", "JUnit 5 API", "AssertJ", "java.util.logging"));
    }

    @Test
    void parse_lineThatIsNeitherBoxNorArrow_isRefused() {
        assertThatThrownBy(() -> layersWith("  client ==> ports\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Neither a box nor an arrow between boxes: client ==> ports");
        assertThatThrownBy(() -> layersWith("  client --> port\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Diagram.parse("no diagram")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Layers layersWithout(String text) {
        assertThat(README).containsOnlyOnce(text);
        return layers(README.replace(text, ""));
    }

    private static Layers layersWith(String arrow) {
        String first = "  ports --> domain\n";
        assertThat(README).containsOnlyOnce(first);
        return layers(README.replace(first, first + arrow));
    }

    private static Layers layers(String markdown) {
        return new Layers(PublishedModules.ALL, Diagram.parse(markdown));
    }
}

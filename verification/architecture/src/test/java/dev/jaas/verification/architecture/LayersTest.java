package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house is as it is drawn, and would not pass for a house drawn otherwise. */
class LayersTest {

    private static final House HOUSE = House.asBuilt();

    @Test
    void boxes_ofTheReadme_areTheModules() {
        assertThat(asDrawn().violationsInBoxes()).isEmpty();
    }

    @Test
    void code_ofEveryModule_isAsDrawn() {
        assertThat(asDrawn().violationsInCode()).isEmpty();
    }

    @Test
    void poms_ofEveryModule_areAsDrawn() {
        assertThat(asDrawn().violationsInPoms()).isEmpty();
    }

    @Test
    void descriptors_ofEveryModule_areAsDrawn() {
        assertThat(asDrawn().violationsInDescriptors()).isEmpty();
    }

    @Test
    void anArrowThatIsUsed_takenFromThePicture_isMissedThreeTimes() {
        Layers doctored = drawnWithout("  client --> ports\n");

        assertThat(doctored.violationsInCode())
                .anyMatch(found -> found.startsWith("jaas-client's code uses jaas-ports, which is not drawn: "))
                .anyMatch(found -> found.startsWith("jaas-client's code uses jaas-domain, which is not drawn: "));
        assertThat(doctored.violationsInPoms()).contains("jaas-client's POM has jaas-ports, which is not drawn");
        assertThat(doctored.violationsInDescriptors())
                .anyMatch(
                        found -> found.startsWith("jaas-client's module-info requires jaas-ports, which is not drawn"));
    }

    @Test
    void anArrowThatIsNotUsed_addedToThePicture_isMissedThreeTimes() {
        Layers doctored = drawnWith("  client --> simulator\n");

        assertThat(doctored.violationsInCode()).contains("jaas-client's code uses no jaas-simulator, which is drawn");
        assertThat(doctored.violationsInPoms()).contains("jaas-client's POM has no jaas-simulator, which is drawn");
        assertThat(doctored.violationsInDescriptors())
                .contains("jaas-client's module-info requires no jaas-simulator, which is drawn");
    }

    @Test
    void aTestArrow_takenOrAdded_isMissedInThePom() {
        assertThat(drawnWithout("  vertx -.-> testkit\n").violationsInPoms())
                .contains("jaas-adapter-vertx's POM has, for tests, jaas-testkit, which is not drawn");
        assertThat(drawnWith("  domain -.-> testkit\n").violationsInPoms())
                .contains("jaas-domain's POM has, for tests, no jaas-testkit, which is drawn");
    }

    @Test
    void aLibrary_takenFromItsBox_isMissedThreeTimes() {
        Layers doctored = drawnWithout("<br/>Vert.x");

        assertThat(doctored.violationsInCode())
                .anyMatch(found -> found.startsWith("jaas-adapter-vertx's code uses Vert.x, which is not drawn: "));
        assertThat(doctored.violationsInPoms()).contains("jaas-adapter-vertx's POM has Vert.x, which is not drawn");
        assertThat(doctored.violationsInDescriptors())
                .anyMatch(found ->
                        found.startsWith("jaas-adapter-vertx's module-info requires Vert.x, which is not drawn"));
    }

    @Test
    void thePartOfTheJdk_takenFromItsBox_isMissed() {
        assertThat(drawnWithout("<br/>JDK HTTP client").violationsInCode())
                .anyMatch(found ->
                        found.startsWith("jaas-adapter-jdkhttp's code uses JDK HTTP client, which is not drawn: "));
    }

    @Test
    void aLibrary_thatNobodyUses_isMissedThreeTimes() {
        Layers doctored = drawn(HOUSE.readme().replace("<b>jaas-domain</b>", "<b>jaas-domain</b><br/>jackson-core"));

        assertThat(doctored.violationsInCode()).contains("jaas-domain's code uses no jackson-core, which is drawn");
        assertThat(doctored.violationsInPoms()).contains("jaas-domain's POM has no jackson-core, which is drawn");
        assertThat(doctored.violationsInDescriptors())
                .contains("jaas-domain's module-info requires no jackson-core, which is drawn");
    }

    @Test
    void aBox_withoutAModule_isMissed() {
        assertThat(drawn(HOUSE.readme().replace("<b>jaas-domain</b>", "<b>jaas-core</b>"))
                        .violationsInBoxes())
                .contains(
                        "The house has jaas-domain, which is not drawn", "The house has no jaas-core, which is drawn");
    }

    @Test
    void mayUse_aModule_reachesModulesBehindItButNotTheirLibraries() {
        Diagram diagram = Diagram.in(HOUSE.readme());

        assertThat(diagram.mayUse("jaas-testkit"))
                .isEqualTo(Set.of("jaas-ports", "jaas-simulator", "jaas-domain", "JUnit 5 API", "AssertJ"));
    }

    @Test
    void aLine_thatIsNotUnderstood_isRefused() {
        assertThatThrownBy(() -> drawnWith("  client ==> ports\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Neither a box nor an arrow between boxes: client ==> ports");
        assertThatThrownBy(() -> drawnWith("  client --> port\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Diagram.in("no diagram")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Layers asDrawn() {
        return drawn(HOUSE.readme());
    }

    private static Layers drawnWithout(String text) {
        assertThat(HOUSE.readme()).containsOnlyOnce(text);
        return drawn(HOUSE.readme().replace(text, ""));
    }

    private static Layers drawnWith(String arrow) {
        String first = "  ports --> domain\n";
        assertThat(HOUSE.readme()).containsOnlyOnce(first);
        return drawn(HOUSE.readme().replace(first, first + arrow));
    }

    private static Layers drawn(String markdown) {
        return new Layers(HOUSE, Diagram.in(markdown));
    }
}

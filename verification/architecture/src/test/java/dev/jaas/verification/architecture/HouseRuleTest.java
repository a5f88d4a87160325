package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HouseRuleTest {

    private static final String FIXTURES = HouseRule.class.getPackageName() + ".fixtures.";

    /** What is wrong in the fixture of each rule, without its package. */
    private static final Map<HouseRule, List<String>> WRONG = Map.of(
            HouseRule.ONE_HIDDEN_CLASS_KNOWS_JACKSON, List.of("Reader", "Writer"),
            HouseRule.ONLY_THE_FUTURE_VIEW_KNOWS_THE_DRIVING_PORT, List.of("Transport"),
            HouseRule.NOTHING_OF_THE_WIRE, List.of("Value uses java.net", "Value uses com.fasterxml.jackson"),
            HouseRule.TELLING_NAMES, List.of("ThingManager", "ThingManager$ThingImpl"),
            HouseRule.NULL_MARKED_PACKAGES, List.of(""),
            HouseRule.NO_LOG_OF_ITS_OWN,
                    List.of(
                            "Talker uses java.util.logging",
                            "Talker.talk()> gets field <java.lang.System.out>",
                            "Talker.talk()> calls method <java.lang.IllegalStateException.printStackTrace()>"),
            HouseRule.OPTIONAL_IS_RETURNED_ONLY, List.of("Holder.held", "Holder.orNothing(java.util.Optional)"));

    @ParameterizedTest
    @EnumSource
    void violationsIn_theModulesThatTheRuleIsFor_areNone(HouseRule rule) {
        List<Module> modules = House.asBuilt().modules().stream()
                .filter(module -> rule.appliesTo(module.name()))
                .toList();

        assertThat(modules).isNotEmpty().allSatisfy(module -> {
            assertThat(module.classes()).isNotEmpty();
            assertThat(rule.violationsIn(module.classes())).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void violationsIn_aPackageThatBreaksTheRule_areFound(HouseRule rule) {
        String fixture = FIXTURES + rule.name().toLowerCase(Locale.ROOT);
        List<String> found = rule.violationsIn(fixture(fixture));

        assertThat(WRONG.get(rule))
                .isNotNull()
                .allSatisfy(wrong -> assertThat(found)
                        .anySatisfy(line -> assertThat(line).contains(fixture).contains(wrong)));
    }

    @Test
    void violationsIn_aPublicClassThatKnowsJackson_areFound() {
        assertThat(HouseRule.ONE_HIDDEN_CLASS_KNOWS_JACKSON.violationsIn(fixture(FIXTURES + "shown")))
                .containsExactly("1 know it", FIXTURES + "shown.ShownWriter");
    }

    @Test
    void violationsIn_noClassThatKnowsJackson_areFound() {
        assertThat(HouseRule.ONE_HIDDEN_CLASS_KNOWS_JACKSON.violationsIn(fixture(FIXTURES + "telling_names")))
                .containsExactly("0 know it");
    }

    private static JavaClasses fixture(String name) {
        return new ClassFileImporter().importPackages(name);
    }
}

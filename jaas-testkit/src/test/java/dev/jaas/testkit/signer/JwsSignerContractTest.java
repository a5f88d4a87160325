// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jaas.spi.JwsSigner;
import dev.jaas.testkit.DetectionTable;
import dev.jaas.testkit.FailingTests;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The suite detects every violation, and each of its tests is there to detect one. */
class JwsSignerContractTest {

    private static final ThreadLocal<@Nullable SignerViolation> VIOLATION = new ThreadLocal<>();

    /** The suite on a signer that breaks a promise. Its name keeps it from being run as a test. */
    static final class OnBrokenSigner extends JwsSignerContract {
        @Override
        protected JwsSigner create() {
            return new BrokenSigner(VIOLATION.get());
        }

        @Override
        protected RSAPublicKey publicKey() {
            return BrokenSigner.publicKey();
        }

        @Override
        protected List<String> secrets() {
            return List.of(BrokenSigner.PASSPHRASE);
        }
    }

    @TestFactory
    Stream<DynamicTest> suite_brokenSigner_fails() {
        return Arrays.stream(SignerViolation.values())
                .map(violation -> dynamicTest(
                        violation.name(),
                        () -> assertDetected(violation, failing(violation).keySet())));
    }

    private static void assertDetected(SignerViolation violation, Set<String> failing) {
        var asserted = assertThat(failing).as("The tests of the suite that fail on a signer with this violation.");
        if (violation == SignerViolation.DROPS_LEADING_ZEROS) {
            asserted.containsAll(violation.detectedBy);
        } else {
            asserted.isEqualTo(violation.detectedBy);
        }
    }

    @Test
    void documentation_always_hasTableOfViolations() throws IOException {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (SignerViolation violation : SignerViolation.values()) {
            rows.put(violation.name(), violation.detectedBy);
        }

        DetectionTable.assertDocumented("a signer that …", rows, "jws-signer-contract.md");
    }

    @Test
    void suite_correctSigner_passes() {
        assertThat(failing(null)).isEmpty();
    }

    @Test
    void suite_eachOfItsTests_detectsViolation() {
        Set<String> tests = Arrays.stream(JwsSignerContract.class.getDeclaredClasses())
                .flatMap(group ->
                        AnnotationSupport.findAnnotatedMethods(group, Test.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .map(method -> method.getName())
                .collect(toSet());

        assertThat(tests)
                .isEqualTo(Arrays.stream(SignerViolation.values())
                        .flatMap(violation -> violation.detectedBy.stream())
                        .collect(toSet()));
    }

    @Test
    void failure_commonMistake_isNamed() {
        assertThat(failing(SignerViolation.SIGNS_WITH_PSS).get("sign_bigInput_isRs256"))
                .contains("RSASSA-PSS with SHA-256", "PS256");
        assertThat(failing(SignerViolation.SIGNS_WITH_SHA_512).get("sign_bigInput_isRs256"))
                .contains("SHA512withRSA");
        assertThat(failing(SignerViolation.HASHES_TWICE).get("sign_bigInput_isRs256"))
                .contains("hashed twice");
        assertThat(failing(SignerViolation.OMITS_DIGEST_INFO).get("sign_bigInput_isRs256"))
                .contains("DigestInfo");
        assertThat(failing(SignerViolation.SIGNS_WITH_ANOTHER_KEY).get("sign_bigInput_isRs256"))
                .contains("another key");
        assertThat(failing(SignerViolation.RETURNS_BASE64).get("sign_bigInput_isRs256"))
                .contains("base64");
    }

    private static Map<String, String> failing(@Nullable SignerViolation violation) {
        VIOLATION.set(violation);
        return FailingTests.of(OnBrokenSigner.class);
    }
}

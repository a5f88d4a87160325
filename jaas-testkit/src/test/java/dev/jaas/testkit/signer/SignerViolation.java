// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to break the promises of {@link dev.jaas.spi.JwsSigner}, and the tests that must detect it. */
enum SignerViolation {
    SIGNS_WITH_PSS(Set.of(), Tests.SIGNATURES),
    SIGNS_WITH_SHA_512(Set.of(), Tests.SIGNATURES),
    SIGNS_WITH_ANOTHER_KEY(Set.of(), Tests.SIGNATURES),
    HASHES_TWICE(Set.of(), Tests.SIGNATURES),
    OMITS_DIGEST_INFO(Set.of(), Tests.SIGNATURES),
    OMITS_NULL_PARAMETERS(Set.of(), Tests.SIGNATURES),
    RETURNS_NULL(Set.of("sign_nextInput_doesNotChangeEarlierResult"), Tests.SIGNATURES),
    RETURNS_BASE64(Set.of(), Tests.SIGNATURES),
    DROPS_LEADING_ZEROS(Set.of("sign_valueWithLeadingZero_keepsIt")),
    LIMITS_INPUT_TO_4096_BYTES(Set.of("sign_bigInput_isRs256")),
    SIGNS_FIRST_4096_BYTES(Set.of("sign_bigInput_isRs256")),
    SIGNS_TEXT_ONLY(Set.of("sign_anyInput_isRs256", "sign_bigInput_isRs256")),
    WIPES_INPUT(Set.of("sign_anyInput_leavesItUnchanged")),
    CACHES_BY_ARRAY(Set.of("sign_sameArrayWithOtherContent_signsThatContent")),
    RETURNS_ITS_OWN_ARRAY(Set.of("sign_resultChangedByCaller_doesNotChangeNextResult")),
    REUSES_ARRAY_ON_SAME_THREAD(Set.of("sign_nextInput_doesNotChangeEarlierResult")),
    KEEPS_REST_OF_REFUSED_INPUT(Set.of("sign_afterRefusedInput_isRs256")),
    SHARES_STATE_BETWEEN_THREADS(
            Set.of("sign_onEightThreadsAtOnce_isRs256OfEachInput", "close_whileSigning_endsInSignatureOrException")),
    ALLOWS_ONE_THREAD(Set.of("sign_onEightThreadsAtOnce_isRs256OfEachInput")),
    SIGNS_NULL_AS_EMPTY(Set.of("sign_null_isRefused")),
    SIGNS_EMPTY(Set.of("sign_empty_isRefused")),
    RETURNS_NOTHING_FOR_EMPTY(Set.of("sign_empty_isRefused")),
    INHERITS_CLOSE(Set.of("close_thenSign_fails")),
    SIGNS_ZEROS_AFTER_CLOSE(Set.of("close_thenSign_fails", "close_whileSigning_endsInSignatureOrException")),
    THROWS_ERROR_AFTER_CLOSE(Set.of("close_thenSign_fails", "close_whileSigning_endsInSignatureOrException")),
    THROWS_ON_SECOND_CLOSE(Set.of("close_twice_isHarmless")),
    CLOSES_OTHERS(Set.of("close_oneOfTwo_leavesOtherOpen")),
    ERASES_KEY_IN_USE(Set.of("close_whileSigning_endsInSignatureOrException")),
    HAS_NO_KEY_ID(Set.of("keyId_always_isTheSame")),
    CHANGES_KEY_ID(Set.of("keyId_always_isTheSame", "keyId_afterClose_isTheSame")),
    FORGETS_KEY_ID_ON_CLOSE(Set.of("keyId_afterClose_isTheSame")),
    PRINTS_PRIVATE_KEY(Set.of("toString_always_showsNoSecret")),
    PRINTS_PRIVATE_EXPONENT(Set.of("toString_always_showsNoSecret")),
    PRINTS_PASSPHRASE(Set.of("toString_always_showsNoSecret")),
    QUOTES_INPUT(Set.of("sign_fails_showsNeitherInputNorSecret")),
    QUOTES_INPUT_IN_CAUSE(Set.of("sign_fails_showsNeitherInputNorSecret"));

    /** The names of the suite's methods that must fail; one that drops leading zeros fails others by chance. */
    @SuppressWarnings("ImmutableEnumChecker") // it is by Set.of
    final Set<String> detectedBy;

    SignerViolation(Set<String> detectedBy) {
        this(detectedBy, Set.of());
    }

    SignerViolation(Set<String> detectedBy, Set<String> others) {
        this.detectedBy = Stream.concat(detectedBy.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static final class Tests {
        /** Those that verify a signature. */
        static final Set<String> SIGNATURES = Set.of(
                "sign_anyInput_isRs256",
                "sign_valueWithLeadingZero_keepsIt",
                "sign_bigInput_isRs256",
                "sign_sameArrayWithOtherContent_signsThatContent",
                "sign_resultChangedByCaller_doesNotChangeNextResult",
                "sign_afterRefusedInput_isRs256",
                "sign_onEightThreadsAtOnce_isRs256OfEachInput",
                "close_oneOfTwo_leavesOtherOpen",
                "close_whileSigning_endsInSignatureOrException");
    }
}

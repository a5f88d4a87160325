// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.events.WebhookException.Reason;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Each test succeeds as an attack, or loses events, where a verifier makes the mistake that it names. */
class SignatureAttacksTest {

    private static final byte[] BODY = Webhooks.BODY;
    private static final long NOW = Webhooks.TIME;
    private static final String VALID = Webhooks.SIGNATURE;

    private final WebhookVerifier verifier =
            WebhookVerifier.builder(Webhooks.SECRET).clock(Webhooks.CLOCK).build();

    @Test
    void splittingAtEveryEqualsSign_wouldCutThePadding() {
        assertThat(VALID).endsWith("=");
        assertThatCode(() -> verifier.verify(header(VALID), BODY)).doesNotThrowAnyException();
        assertRefused(header(VALID.replace("=", "")), BODY, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void verifyingTheBodyAsWrittenAgain_wouldRefuseItsOtherSpellings() {
        byte[] spelledOtherwise = new String(BODY, UTF_8)
                .replace(",", " ,\n")
                .replace("Test User", "T\\u0065st User")
                .getBytes(UTF_8);

        assertThatCode(() -> verifier.verify(Webhooks.header(spelledOtherwise), spelledOtherwise))
                .doesNotThrowAnyException();
        assertRefused(header(VALID), spelledOtherwise, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void decodingTheBodyBeforeVerifying_wouldTakeOneMalformedByteForAnother() {
        byte[] signed =
                new String(BODY, ISO_8859_1).replace("Test", "T\u00fest").getBytes(ISO_8859_1);
        byte[] sent = new String(BODY, ISO_8859_1).replace("Test", "T\u00ffst").getBytes(ISO_8859_1);

        assertRefused(Webhooks.header(sent), sent, Reason.BODY_MALFORMED);
        assertRefused(Webhooks.header(signed), sent, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void signingWithAnEmptySecret_isOfNoUse() {
        byte[] emptyKey = new byte[1]; // HMAC pads keys with zeros, so this is the empty key
        String forged = Base64.getEncoder().encodeToString(Webhooks.hmac(emptyKey, String.valueOf(NOW), BODY));

        assertRefused(header(forged), BODY, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void comparingAPrefix_wouldAcceptPartsOfTheSignature() {
        for (int length = 0; length < VALID.length(); length++) {
            assertRefused(header(VALID.substring(0, length)), BODY, Reason.SIGNATURE_MISMATCH);
        }
        assertRefused(header(VALID + "="), BODY, Reason.SIGNATURE_MISMATCH);
        assertRefused(header(VALID + VALID), BODY, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void ignoringTheAge_wouldAcceptARecordedRequest() {
        assertRefused(Webhooks.header(Webhooks.SECRET, NOW - 301, BODY), BODY, Reason.TIME_OUT_OF_TOLERANCE);
    }

    @Test
    void checkingTheAgeOnOneSideOnly_wouldAcceptATimeInTheFuture() {
        assertRefused(Webhooks.header(Webhooks.SECRET, NOW + 301, BODY), BODY, Reason.TIME_OUT_OF_TOLERANCE);
    }

    @Test
    void leavingTheTimeUnsigned_wouldAcceptARecordedRequestWithANewTime() {
        String old = Webhooks.sign(Webhooks.SECRET, String.valueOf(NOW - 1000), BODY);

        assertRefused(header(old), BODY, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void readingTheTimeTwice_wouldSignOneAndCheckTheOther() {
        String old = Webhooks.sign(Webhooks.SECRET, String.valueOf(NOW - 1000), BODY);

        assertRefused("t=" + NOW + ",t=" + (NOW - 1000) + ",v1=" + old, BODY, Reason.SIGNATURE_MALFORMED);
        assertRefused("t=" + (NOW - 1000) + ",t=" + NOW + ",v1=" + old, BODY, Reason.SIGNATURE_MALFORMED);
    }

    @Test
    void movingDigitsBetweenTimeAndBody_isDetected() {
        byte[] body = "0.{}".getBytes(UTF_8);
        String time = String.valueOf(NOW);
        String signedWithoutDot = Webhooks.sign(Webhooks.SECRET, time.substring(0, time.length() - 1), body);

        assertRefused(header(signedWithoutDot), "{}".getBytes(UTF_8), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void acceptingAnyScheme_wouldAllowADowngrade() {
        for (String scheme : new String[] {"v0", "v2", "v11", "V1", "v1 ", "sha256"}) {
            assertRefused("t=" + NOW + "," + scheme + "=" + VALID, BODY, Reason.SIGNATURE_MALFORMED);
        }
    }

    @Test
    void checkingTheFirstSignatureOnly_wouldLoseEventsDuringARotation() {
        String other = Webhooks.sign("whsec_old", String.valueOf(NOW), BODY);

        assertThatCode(() -> verifier.verify("t=" + NOW + ",v1=" + other + ",v1=" + VALID, BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptingOtherEncodings_wouldGiveOneSignatureManySpellings() {
        byte[] mac = Webhooks.hmac(Webhooks.SECRET.getBytes(UTF_8), String.valueOf(NOW), BODY);

        assertRefused(header(HexFormat.of().formatHex(mac)), BODY, Reason.SIGNATURE_MISMATCH);
        assertRefused(header(Base64.getUrlEncoder().encodeToString(mac)), BODY, Reason.SIGNATURE_MISMATCH);
        // The last digit before the padding has two bits without a meaning: 0 is followed by 1, 2 and 3.
        assertRefused(header(VALID.replace("0=", "1=")), BODY, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void takingTheSecretWithoutItsPrefixOrDecoded_wouldRefuseJaas() {
        String withoutPrefix = Webhooks.SECRET.substring("whsec_".length());

        assertRefused(Webhooks.header(withoutPrefix, NOW, BODY), BODY, Reason.SIGNATURE_MISMATCH);
    }

    private static String header(String signature) {
        return "t=" + NOW + ",v1=" + signature;
    }

    private void assertRefused(String header, byte[] body, Reason reason) {
        WebhookException failure = catchThrowableOfType(WebhookException.class, () -> verifier.verify(header, body));
        assertThat(failure).as(header).isNotNull();
        assertThat(failure.reason()).as(header).isEqualTo(reason);
    }
}

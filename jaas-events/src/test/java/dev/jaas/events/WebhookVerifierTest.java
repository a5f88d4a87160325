// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jaas.events.WebhookException.Reason;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {

    private static final byte[] BODY = Webhooks.BODY;
    private static final String HEADER = "t=" + Webhooks.TIME + ",v1=" + Webhooks.SIGNATURE;

    private final WebhookVerifier verifier = verifierAt(Webhooks.TIME);

    @Test
    void verify_exampleOfTheDocumentation_returnsTheEvent() {
        JaasEvent event = verifier.verify(HEADER, BODY);

        assertThat(event).isInstanceOf(ParticipantEvent.Joined.class);
        assertThat(event.idempotencyKey()).isEqualTo("9e9e7420-562d-4659-8e22-44b9b22aaa49");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=1632490060,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=,v1=AAAA",
                "t=1632490060,v1=AAAA,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=",
                "v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=,t=1632490060",
                "t=1632490060, v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0= ",
                "t=1632490060,v0=x,v2=y,v10=z,kid=a=b,,nonsense,=,v1=xlzqEojlh4qb21sQpXYsWgyK8x9HVpz+RQldsv18rV0=",
            })
    void verify_severalSignaturesSpacesAndUnknownElements_areRead(String header) {
        assertThatCode(() -> verifier.verify(header, BODY)).doesNotThrowAnyException();
    }

    @Test
    void verify_noHeader_isRefusedAsMissing() {
        assertRefused(null, BODY, Reason.SIGNATURE_MISSING, "has no X-Jaas-Signature header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t",
                "t=",
                "v1=xlzq",
                "t=,v1=xlzq",
                "t=1632490060",
                "t=1632490060,v2=xlzq",
                "t=-1,v1=x",
                "t=+1,v1=x",
                "t= 1,v1=x",
                "t=1.0,v1=x",
                "t=1/,v1=x",
                "t=1:,v1=x",
                "t=١,v1=x",
                "t=1000000000000000,v1=x",
                "T=1632490060,V1=x",
                "t=1632490060,v1",
                "t=1632490060;v1=x"
            })
    void verify_malformedHeader_isRefused(String header) {
        assertRefused(header, BODY, Reason.SIGNATURE_MALFORMED, "The X-Jaas-Signature header has no ");
    }

    @Test
    void verify_headerOfTheGreatestLength_isReadAndALongerOneRefused() {
        String greatest = HEADER + "," + "x".repeat(SignatureHeader.MAX_LENGTH - HEADER.length() - 1);

        assertThatCode(() -> verifier.verify(greatest, BODY)).doesNotThrowAnyException();
        assertRefused(greatest + "x", BODY, Reason.SIGNATURE_MALFORMED, "has more than 4096 characters");
    }

    @Test
    void verify_bodyOfTheGreatestSize_isReadAndALargerOneRefused() {
        byte[] greatest = Arrays.copyOf(BODY, WebhookVerifier.MAX_BODY_BYTES);
        Arrays.fill(greatest, BODY.length, greatest.length, (byte) ' ');
        byte[] larger = Arrays.copyOf(greatest, greatest.length + 1);

        assertThatCode(() -> verifier.verify(Webhooks.header(greatest), greatest))
                .doesNotThrowAnyException();
        assertRefused(HEADER, larger, Reason.BODY_TOO_LARGE, "has 4194305 bytes; at most 4194304 are accepted");
    }

    @Test
    void verify_bodyThatIsNoJson_isRefusedOnlyAfterItsSignature() {
        byte[] body = "secret text".getBytes(UTF_8);

        assertRefused(Webhooks.header(body), body, Reason.BODY_MALFORMED, "not one JSON object in UTF-8");
        assertRefused(HEADER, body, Reason.SIGNATURE_MISMATCH, "does not fit the body");
    }

    @Test
    void verify_timeAtTheToleranceBeforeOrAfter_isAcceptedAndOneSecondMoreRefused() {
        assertThatCode(() -> verifierAt(Webhooks.TIME + 300).verify(HEADER, BODY))
                .doesNotThrowAnyException();
        assertThatCode(() -> verifierAt(Webhooks.TIME - 300).verify(HEADER, BODY))
                .doesNotThrowAnyException();

        assertThat(refused(verifierAt(Webhooks.TIME + 301), HEADER, BODY))
                .hasMessageContaining("its time is 301 s before this machine's clock, and 300 s are tolerated")
                .extracting(WebhookException::reason)
                .isEqualTo(Reason.TIME_OUT_OF_TOLERANCE);
        assertThat(refused(verifierAt(Webhooks.TIME - 301), HEADER, BODY))
                .hasMessageContaining("its time is 301 s after this machine's clock, and 300 s are tolerated")
                .extracting(WebhookException::reason)
                .isEqualTo(Reason.TIME_OUT_OF_TOLERANCE);
    }

    @Test
    void verify_timeOfTheMostDigits_isOutOfToleranceWithoutOverflow() {
        String header = "t=999999999999999,v1=" + Webhooks.sign(Webhooks.SECRET, "999999999999999", BODY);

        assertRefused(header, BODY, Reason.TIME_OUT_OF_TOLERANCE, "after this machine's clock");
    }

    @Test
    void verify_otherTolerance_isUsed() {
        WebhookVerifier strict = WebhookVerifier.builder(Webhooks.SECRET)
                .tolerance(Duration.ofSeconds(1))
                .clock(Webhooks.at(Webhooks.TIME + 2))
                .build();
        WebhookVerifier lenient = WebhookVerifier.builder(Webhooks.SECRET)
                .tolerance(Duration.ofDays(1))
                .clock(Webhooks.at(Webhooks.TIME + 86_400))
                .build();

        assertThat(refused(strict, HEADER, BODY).reason()).isEqualTo(Reason.TIME_OUT_OF_TOLERANCE);
        assertThatCode(() -> lenient.verify(HEADER, BODY)).doesNotThrowAnyException();
    }

    @Test
    void verify_byDefault_usesTheSystemClock() {
        String now = Webhooks.header(Webhooks.SECRET, System.currentTimeMillis() / 1000, BODY);

        assertThatCode(() -> WebhookVerifier.of(Webhooks.SECRET).verify(now, BODY))
                .doesNotThrowAnyException();
        assertThat(refused(WebhookVerifier.of(Webhooks.SECRET), HEADER, BODY).reason())
                .isEqualTo(Reason.TIME_OUT_OF_TOLERANCE);
    }

    @Test
    void verify_oldAndNewSecretWhileRotating_areBothAccepted() {
        WebhookVerifier rotating = WebhookVerifier.builder("whsec_new", Webhooks.SECRET)
                .clock(Webhooks.CLOCK)
                .build();

        assertThatCode(() -> rotating.verify(HEADER, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> rotating.verify(Webhooks.header("whsec_new", Webhooks.TIME, BODY), BODY))
                .doesNotThrowAnyException();
        assertThat(refused(rotating, Webhooks.header("whsec_other", Webhooks.TIME, BODY), BODY)
                        .reason())
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", " whsec_x", "whsec_x\n"})
    void builder_blankSecretOrSpaceAroundIt_isRefused(String secret) {
        assertThatThrownBy(() -> WebhookVerifier.of("whsec_good", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is blank or has white space around it")
                .hasMessageNotContaining("whsec_");
    }

    @Test
    void builder_noSecret_isRefused() {
        assertThatThrownBy(WebhookVerifier::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a secret");
        assertThatThrownBy(() -> WebhookVerifier.of((String) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> WebhookVerifier.of((String[]) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void tolerance_outOfRange_isRefused() {
        WebhookVerifier.Builder builder = WebhookVerifier.builder(Webhooks.SECRET);

        for (Duration value :
                new Duration[] {Duration.ofMillis(999), Duration.ofDays(1).plusMillis(1)}) {
            assertThatThrownBy(() -> builder.tolerance(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("tolerance must be 1 s to 1 day, not ");
        }
    }

    @Test
    void httpStatus_ofEveryReason_is401ForASignatureAnd400ForABody() {
        for (Reason reason : Reason.values()) {
            assertThat(new WebhookException(reason, "").httpStatus())
                    .as(reason.name())
                    .isEqualTo(reason.name().startsWith("BODY") ? 400 : 401);
        }
    }

    @Test
    void toString_ofVerifierAndFailures_containsNoSecretSignatureOrBody() {
        assertThat(verifier).hasToString("WebhookVerifier[secrets=1, tolerance=PT5M]");
        byte[] noJson = "Test User".getBytes(UTF_8);
        for (WebhookException failure : new WebhookException[] {
            refused(verifier, "t=1,t=2,v1=" + Webhooks.SIGNATURE, BODY),
            refused(verifier, "t=1,v1=" + Webhooks.SIGNATURE, BODY),
            refused(verifierAt(0), HEADER, BODY),
            refused(verifier, Webhooks.header(noJson), noJson)
        }) {
            assertThat(failure)
                    .hasNoCause()
                    .hasMessageNotContainingAny(Webhooks.SECRET, Webhooks.SIGNATURE, "Test User");
        }
    }

    private void assertRefused(String header, byte[] body, Reason reason, String message) {
        WebhookException failure = refused(verifier, header, body);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessageContaining(message);
    }

    private static WebhookException refused(WebhookVerifier verifier, String header, byte[] body) {
        WebhookException failure = catchThrowableOfType(WebhookException.class, () -> verifier.verify(header, body));
        assertThat(failure).as("refusal of %s", header).isNotNull();
        return failure;
    }

    private static WebhookVerifier verifierAt(long seconds) {
        return WebhookVerifier.builder(Webhooks.SECRET)
                .clock(Webhooks.at(seconds))
                .build();
    }
}

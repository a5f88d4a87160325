// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.api.CommandRejectedException.Reason.FORBIDDEN;
import static dev.jaas.api.CommandRejectedException.Reason.INVALID;
import static dev.jaas.api.CommandRejectedException.Reason.NOT_FOUND;
import static dev.jaas.api.CommandRejectedException.Reason.OTHER;
import static dev.jaas.api.CommandRejectedException.Reason.RATE_LIMITED;
import static dev.jaas.api.CommandRejectedException.Reason.REDIRECTED;
import static dev.jaas.api.CommandRejectedException.Reason.UNAUTHENTICATED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {

    private static final Duration ELAPSED = Duration.ofMillis(5);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    /** Every status that is a rejection, by the table of the plan; the rest of 400 to 499 but 408 is OTHER. */
    private static final Map<Integer, CommandRejectedException.Reason> REJECTED = rejected();

    static IntStream statuses() {
        return IntStream.concat(IntStream.rangeClosed(100, 599), IntStream.of(-200, 0, 1, 20, 99, 600, 999, 2000));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void of_everyStatus_isWhatTheTableSays(int status) {
        Verdict verdict = responded(status, "because");

        assertThat(verdict.status()).isEqualTo(status);
        if (status >= 200 && status <= 299) {
            assertThat(verdict).isEqualTo(new Verdict(Verdict.Outcome.ACCEPTED, verdict.status(), "", null, ""));
            assertThatThrownBy(() -> verdict.exception(Commands.KICK, 1, ELAPSED))
                    .isInstanceOf(IllegalStateException.class);
            return;
        }
        JaasException failure = verdict.exception(Commands.KICK, 2, ELAPSED);
        assertThat(failure.status()).hasValue(status);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.command()).isSameAs(Commands.KICK);
        assertThat(failure)
                .hasNoCause()
                .hasMessageStartingWith("KICK_PARTICIPANT ")
                .hasMessageContaining("" + status);
        if (REJECTED.containsKey(status)) {
            assertThat(failure).isInstanceOfSatisfying(CommandRejectedException.class, rejection -> {
                assertThat(rejection.reason()).isEqualTo(REJECTED.get(status));
                assertThat(rejection.mayHaveTakenEffect()).isFalse();
                assertThat(rejection.retryAfter()).isEmpty();
                assertThat(rejection.body()).isEqualTo("because");
            });
        } else {
            assertThat(failure).isInstanceOf(DeliveryUnknownException.class);
            assertThat(failure.mayHaveTakenEffect()).isTrue();
        }
    }

    @Test
    void of_whatTheTransportVouchesFor_isNotDelivered() {
        JaasException failure = Verdict.notDelivered(("connection refused")).exception(Commands.DIAL_OUT, 1, ELAPSED);

        assertThat(failure)
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessage("DIAL_OUT_PARTICIPANT was not delivered: connection refused; it had no effect and can be"
                        + " sent again.");
        assertThat(failure.status()).isEmpty();
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void of_anyOtherFailure_isUnknown() {
        assertThat(Verdict.unknown(("reset")).exception(Commands.KICK, 1, ELAPSED))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessage("KICK_PARTICIPANT may or may not have taken effect: reset; it is safe to resend.");
    }

    @Test
    void exception_ofADialOutOfUnknownOutcome_warnsOfPayingTwice() {
        assertThat(Verdict.unknown("reset").exception(Commands.DIAL_OUT, 1, ELAPSED))
                .hasMessage("DIAL_OUT_PARTICIPANT may or may not have taken effect: reset; check the room or"
                        + " the webhooks before sending it again, because a second call would ring and be billed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; the service could not read it; it had no effect",
                "401; the admin token was not accepted; check that the key id names this private key in the JaaS console"
                        + " and that this machine's clock is right",
                "403; not allowed; check that the API key may manage this AppID and that nothing on the way blocks this"
                        + " machine",
                "429; too many commands; send it again later",
                "308; the service is elsewhere; redirects are not followed, so correct the base URL",
                "418; a client error; it had no effect"
            })
    void exception_ofARejection_saysWhatToDo(int status, String what, String advice) {
        assertThat(responded(status, "<b>because</b>").exception(Commands.KICK, 1, ELAPSED))
                .hasMessage("KICK_PARTICIPANT was rejected with status %d (%s); %s. The response was: <b>because</b>"
                        .formatted(status, what, advice));
        assertThat(responded(status, "").exception(Commands.KICK, 1, ELAPSED).getMessage())
                .endsWith(advice + ".");
    }

    @Test
    void exception_withRetryAfter_carriesIt() {
        Verdict verdict = Verdict.of(
                new Response(429, name -> name.equals("Retry-After") ? List.of("90", "5") : List.of()), CLOCK);

        assertThat(verdict.exception(Commands.KICK, 1, ELAPSED))
                .hasMessageContaining("send it again in 90 s")
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        rejection -> assertThat(rejection.retryAfter()).contains(Duration.ofSeconds(90)));
    }

    @Test
    void of_aBodyInACodingAndACharset_isDecodedAndRedacted() {
        Response response = new Response(403, name -> switch (name) {
            case "Content-Encoding" -> List.of("gzip");
            case "Content-Type" -> List.of("text/plain; charset=iso-8859-1");
            default -> List.of();
        });
        byte[] body = Codings.gzip("Zugriff für Bearer abc.def nicht gewährt".getBytes(ISO_8859_1));
        response.append(ByteBuffer.wrap(body), Attempt.MAX_BODY_BYTES);

        assertThat(Verdict.of(response, CLOCK).body()).isEqualTo("Zugriff für [redacted] nicht gewährt");
    }

    @Test
    void of_aBodyInAnUnknownCoding_namesIt() {
        Response response = new Response(503, name -> name.equals("Content-Encoding") ? List.of("br") : List.of());
        response.append(ByteBuffer.wrap(new byte[] {(byte) 0x8b, 2, (byte) 0x80, 3}), Attempt.MAX_BODY_BYTES);

        assertThat(Verdict.of(response, CLOCK).exception(Commands.KICK, 1, ELAPSED))
                .hasMessageEndingWith("The response was: a body in br");
    }

    @Test
    void of_aBody_isCutMadeOneLineAndRedacted() {
        String body = "line one\nline two\r\ntoken eyJhbGciOiJSUzI1NiJ9.e30.c2ln " + "word ".repeat(200);

        assertThat(responded(404, body).exception(Commands.KICK, 1, ELAPSED))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        rejection -> assertThat(rejection.body())
                                .startsWith("line one line two token [redacted] word")
                                .hasSize(400)
                                .endsWith("…"));
    }

    @Test
    void of_anAcceptedResponse_keepsNothingOfItsBody() {
        assertThat(responded(200, "welcome")).hasToString(responded(200, "").toString());
    }

    @Test
    void of_aMessageOfTheTransports_isCutMadeOneLineAndRedacted() {
        String message = "bad header\n\"Bearer abc\" " + "x ".repeat(300);

        assertThat(Verdict.unknown((message)).detail())
                .startsWith("bad header \"[redacted]\" x")
                .hasSize(200);
        assertThat(Verdict.notDelivered(message).detail()).hasSize(200).doesNotContain("abc");
        assertThat(Verdict.notDelivered(null).detail()).isEqualTo("no details are known");
        assertThat(Verdict.unknown(null).detail()).isEqualTo("no details are known");
    }

    @Test
    void of_anEndlessBody_isNotSlow() {
        assertThat(responded(503, "\u0000".repeat(64 * 1024)).body()).isEqualTo("a binary body");
    }

    @Test
    void mergedWith_anAttemptOfUnknownOutcome_nothingButAcceptanceIsCertain() {
        Verdict timedOut = Verdict.unknown("no response came");

        assertThat(Verdict.notDelivered("refused").mergedWith(timedOut).exception(Commands.KICK, 2, ELAPSED))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("refused")
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.empty());
        assertThat(responded(404, "gone").mergedWith(timedOut).exception(Commands.KICK, 2, ELAPSED))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("JaaS responded with 404")
                .hasMessageContaining("The response was: gone")
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.of(404));
        assertThat(responded(204, "").mergedWith(timedOut).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    @Test
    void mergedWith_anAttemptOfUnknownOutcomeAndACertainOne_isStillUnknown() {
        Verdict second = Verdict.notDelivered("refused").mergedWith(Verdict.unknown("no response came"));

        assertThat(responded(404, "").mergedWith(second).outcome()).isEqualTo(Verdict.Outcome.UNKNOWN);
    }

    @Test
    void attemptOutcome_ofEachVerdict_isItsOwn() {
        assertThat(responded(204, "").attemptOutcome()).isEqualTo(AttemptOutcome.ACCEPTED);
        assertThat(responded(404, "").attemptOutcome()).isEqualTo(AttemptOutcome.REJECTED);
        assertThat(Verdict.notDelivered("refused").attemptOutcome()).isEqualTo(AttemptOutcome.NOT_DELIVERED);
        assertThat(Verdict.unknown("reset").attemptOutcome()).isEqualTo(AttemptOutcome.UNKNOWN);
        assertThatThrownBy(Verdict.OWN_TOKEN::attemptOutcome).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mergedWith_aRefusalAfterAnAttemptOfUnknownOutcome_isStillUnknown() {
        Verdict timedOut = Verdict.unknown("no response came");

        assertThat(Verdict.OWN_TOKEN.mergedWith(timedOut)).isEqualTo(timedOut);
        assertThat(Verdict.OWN_TOKEN.mergedWith(Verdict.notDelivered("refused")))
                .isEqualTo(Verdict.OWN_TOKEN);
        assertThat(Verdict.OWN_TOKEN.mergedWith(null)).isEqualTo(Verdict.OWN_TOKEN);
    }

    @Test
    void mergedWith_anAttemptThatHadNoEffect_isTheNewVerdict() {
        Verdict notFound = responded(404, "gone");
        Verdict timedOut = Verdict.unknown("no response came");

        assertThat(notFound.mergedWith(null)).isEqualTo(notFound);
        assertThat(notFound.mergedWith(Verdict.notDelivered("refused"))).isEqualTo(notFound);
        assertThat(notFound.mergedWith(responded(429, "later"))).isEqualTo(notFound);
        assertThat(timedOut.mergedWith(Verdict.notDelivered("refused"))).isEqualTo(timedOut);
    }

    @Test
    void mergedWith_aRejection_theCommandCannotBeSaidNeverToHaveReachedTheService() {
        Verdict rejected = responded(429, "later");

        assertThat(Verdict.notDelivered("refused").mergedWith(rejected)).isEqualTo(rejected);
    }

    @Test
    void mergedWith_aResponse_itsStatusIsTheLastOneStill() {
        assertThat(Verdict.notDelivered("refused")
                        .mergedWith(responded(503, ""))
                        .exception(Commands.KICK, 2, ELAPSED))
                .isInstanceOf(DeliveryUnknownException.class)
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.of(503));
        assertThat(Verdict.unknown("reset").mergedWith(responded(429, "")).status())
                .isEqualTo(429);
    }

    private static Map<Integer, CommandRejectedException.Reason> rejected() {
        Map<Integer, CommandRejectedException.Reason> table = new HashMap<>();
        IntStream.rangeClosed(400, 499).forEach(status -> table.put(status, OTHER));
        table.remove(408);
        table.putAll(Map.of(307, REDIRECTED, 308, REDIRECTED, 400, INVALID, 422, INVALID, 401, UNAUTHENTICATED));
        table.putAll(Map.of(403, FORBIDDEN, 404, NOT_FOUND, 410, NOT_FOUND, 429, RATE_LIMITED));
        return table;
    }

    private static Verdict responded(int status, String body) {
        Response response = new Response(status, name -> List.of());
        response.append(ByteBuffer.wrap(body.getBytes(UTF_8)), Attempt.MAX_BODY_BYTES);
        return Verdict.of(response, CLOCK);
    }
}

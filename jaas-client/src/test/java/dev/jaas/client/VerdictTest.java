package dev.jaas.client;

import static dev.jaas.port.driving.CommandRejectedException.Reason.FORBIDDEN;
import static dev.jaas.port.driving.CommandRejectedException.Reason.INVALID;
import static dev.jaas.port.driving.CommandRejectedException.Reason.NOT_FOUND;
import static dev.jaas.port.driving.CommandRejectedException.Reason.OTHER;
import static dev.jaas.port.driving.CommandRejectedException.Reason.RATE_LIMITED;
import static dev.jaas.port.driving.CommandRejectedException.Reason.REDIRECTED;
import static dev.jaas.port.driving.CommandRejectedException.Reason.UNAUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandRejectedException;
import dev.jaas.port.driving.DeliveryUnknownException;
import dev.jaas.port.driving.JaasException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Every status that is a rejection, by the table of the plan; the rest of 400 to 499 but 408 is OTHER. */
    private static final Map<Integer, CommandRejectedException.Reason> REJECTED = rejected();

    static IntStream statuses() {
        return IntStream.concat(IntStream.rangeClosed(100, 599), IntStream.of(-200, 0, 1, 20, 99, 600, 999, 2000));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void of_everyStatus_isWhatTheTableSays(int status) {
        Verdict verdict = answered(status, "because");

        assertThat(verdict.status()).isEqualTo(status);
        if (status >= 200 && status <= 299) {
            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
            assertThatThrownBy(() -> verdict.exception(Commands.KICK, 1)).isInstanceOf(IllegalStateException.class);
            return;
        }
        JaasException failure = verdict.exception(Commands.KICK, 2);
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
        JaasException failure =
                Verdict.of(TransportException.notSent("connection refused")).exception(Commands.DIAL_OUT, 1);

        assertThat(failure)
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessage(
                        "DIAL_OUT_PARTICIPANT was not delivered: connection refused; it has had no effect and can be"
                                + " sent again.");
        assertThat(failure.status()).isEmpty();
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void of_anyOtherFailure_isUnknown() {
        assertThat(Verdict.of(TransportException.unknown("reset")).exception(Commands.KICK, 1))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessage(
                        "KICK_PARTICIPANT may or may not have taken effect: reset; it can be sent again without harm.");
        assertThat(Verdict.of(new IllegalArgumentException("Bearer secret")).exception(Commands.KICK, 1))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasNoCause()
                .hasMessageContaining("the transport failed (IllegalArgumentException)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void exception_ofADialOutOfUnknownFate_warnsOfPayingTwice() {
        assertThat(Verdict.unknown("reset").exception(Commands.DIAL_OUT, 1))
                .hasMessage("DIAL_OUT_PARTICIPANT may or may not have taken effect: reset; look whether the phone was"
                        + " called before sending it again, since it would ring, and bill, twice.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; the service could not read it; it has had no effect",
                "401; the admin token was not accepted; check that the key id names this private key in the JaaS console"
                        + " and that this machine's clock is right",
                "403; not allowed; check that the API key may manage this AppID and that nothing on the way blocks this"
                        + " machine",
                "404; no such room, participant or call; check the conference name and the id, or take it as done already",
                "429; too many commands; send it again later",
                "308; the service is elsewhere; redirects are not followed, so correct the base URL",
                "418; a client error; it has had no effect"
            })
    void exception_ofARejection_saysWhatToDo(int status, String what, String advice) {
        assertThat(answered(status, "<b>because</b>").exception(Commands.KICK, 1))
                .hasMessage("KICK_PARTICIPANT was rejected with status %d (%s); %s. The answer was: <b>because</b>"
                        .formatted(status, what, advice));
        assertThat(answered(status, "").exception(Commands.KICK, 1).getMessage())
                .endsWith(advice + ".");
    }

    @Test
    void exception_withRetryAfter_carriesIt() {
        Verdict verdict = Verdict.of(ScriptedTransport.response(429, Map.of("retry-AFTER", "90"), ""), NOW);

        assertThat(verdict.exception(Commands.KICK, 1))
                .hasMessageContaining("send it again in 90 s")
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        rejection -> assertThat(rejection.retryAfter()).contains(Duration.ofSeconds(90)));
    }

    @Test
    void of_aBody_isCutMadeOneLineAndRedacted() {
        String body = "line one\nline two\r\ntoken eyJhbGciOiJSUzI1NiJ9.e30.c2ln " + "word ".repeat(200);

        assertThat(answered(404, body).exception(Commands.KICK, 1))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        rejection -> assertThat(rejection.body())
                                .startsWith("line one line two token [redacted] word")
                                .hasSize(400)
                                .endsWith("…"));
    }

    @Test
    void of_anAcceptedAnswer_keepsNothingOfItsBody() {
        assertThat(answered(200, "welcome")).hasToString(answered(200, "").toString());
    }

    @Test
    void of_aMessageOfTheTransports_isCutMadeOneLineAndRedacted() {
        String message = "bad header\n\"Bearer abc\" " + "x ".repeat(300);

        assertThat(Verdict.of(TransportException.unknown(message)).detail())
                .startsWith("bad header \"[redacted]\" x")
                .hasSize(200);
        assertThat(Verdict.notDelivered(message).detail()).hasSize(200).doesNotContain("abc");
        assertThat(Verdict.notDelivered(null).detail()).isEqualTo("no details are known");
        assertThat(Verdict.unknown(null).detail()).isEqualTo("no details are known");
    }

    @Test
    void of_anEndlessBody_isNotSlow() {
        assertThat(answered(503, "\u0000".repeat(64 * 1024)).body()).isEmpty();
    }

    @Test
    void after_anAttemptOfUnknownFate_nothingButAcceptanceIsCertain() {
        Verdict timedOut = Verdict.unknown("no answer came");

        assertThat(Verdict.notDelivered("refused").after(timedOut).exception(Commands.KICK, 2))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("refused")
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.empty());
        assertThat(answered(404, "gone").after(timedOut).exception(Commands.KICK, 2))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("JaaS answered 404")
                .hasMessageContaining("The answer was: gone")
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.of(404));
        assertThat(answered(204, "").after(timedOut).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    @Test
    void after_anAttemptOfUnknownFateAndACertainOne_isStillUnknown() {
        Verdict second = Verdict.notDelivered("refused").after(Verdict.unknown("no answer came"));

        assertThat(answered(404, "").after(second).outcome()).isEqualTo(Verdict.Outcome.UNKNOWN);
    }

    @Test
    void after_anAttemptThatHadNoEffect_isTheNewVerdict() {
        Verdict notFound = answered(404, "gone");
        Verdict timedOut = Verdict.unknown("no answer came");

        assertThat(notFound.after(null)).isEqualTo(notFound);
        assertThat(notFound.after(Verdict.notDelivered("refused"))).isEqualTo(notFound);
        assertThat(notFound.after(answered(429, "later"))).isEqualTo(notFound);
        assertThat(timedOut.after(Verdict.notDelivered("refused"))).isEqualTo(timedOut);
    }

    @Test
    void after_aRejection_theCommandCannotBeSaidNeverToHaveReachedTheService() {
        Verdict rejected = answered(429, "later");

        assertThat(Verdict.notDelivered("refused").after(rejected)).isEqualTo(rejected);
    }

    @Test
    void after_anAnswer_itsStatusIsTheLastOneStill() {
        assertThat(Verdict.notDelivered("refused").after(answered(503, "")).exception(Commands.KICK, 2))
                .isInstanceOf(DeliveryUnknownException.class)
                .extracting(JaasException::status)
                .isEqualTo(OptionalInt.of(503));
        assertThat(Verdict.unknown("reset").after(answered(429, "")).status()).isEqualTo(429);
    }

    private static Map<Integer, CommandRejectedException.Reason> rejected() {
        Map<Integer, CommandRejectedException.Reason> table = new HashMap<>();
        IntStream.rangeClosed(400, 499).forEach(status -> table.put(status, OTHER));
        table.remove(408);
        table.putAll(Map.of(307, REDIRECTED, 308, REDIRECTED, 400, INVALID, 422, INVALID, 401, UNAUTHENTICATED));
        table.putAll(Map.of(403, FORBIDDEN, 404, NOT_FOUND, 410, NOT_FOUND, 429, RATE_LIMITED));
        return table;
    }

    private static Verdict answered(int status, String body) {
        return Verdict.of(ScriptedTransport.response(status, Map.of(), body), NOW);
    }
}

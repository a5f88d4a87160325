// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.cli.common.BuildInfo;
import dev.jaas.client.HttpDate;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AdminClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Checks this machine's clock, which dates the tokens, by itself and against the service's, which judges them. */
final class ClockCheck {

    static final String CLOCK = "clock";
    static final String SERVICE_CLOCK = "service's clock";

    /** More than NTP leaves. */
    private static final Duration NOTEWORTHY = Duration.ofSeconds(5);

    private static final Duration LIFETIME = JaasClient.Builder.DEFAULT_TOKEN_LIFETIME;

    private static final String FIX =
            "synchronize this machine's clock by NTP (with systemd: sudo timedatectl set-ntp true); a container uses its"
                    + " host's clock.";

    private ClockCheck() {}

    /** Detects only a clock that was never set, since there is none to compare it with. */
    static Check withoutService(Instant now) {
        String shown = now.truncatedTo(ChronoUnit.SECONDS).toString();
        if (!now.isBefore(BuildInfo.date())) {
            return Check.ok(CLOCK, shown + ", which is plausible");
        }
        return Check.finding(
                CLOCK,
                "This machine's clock shows " + shown + ", but this program was built on "
                        + LocalDate.ofInstant(BuildInfo.date(), ZoneOffset.UTC) + ".",
                "Tokens are dated by this clock and valid for " + LIFETIME.toMinutes()
                        + " minutes: JaaS takes them for expired and responds with 401.",
                FIX);
    }

    /**
     * Compares it with the {@code Date} of a response.
     *
     * @param response the response
     * @param sent our clock before the request
     * @param received our clock after the response
     */
    static Check compare(ServiceProbe.Response response, Instant sent, Instant received) {
        Optional<Instant> date = response.header("Date").flatMap(value -> HttpDate.parse(value, received));
        if (date.isEmpty()) {
            return Check.notChecked(SERVICE_CLOCK, "it could not be compared: the response has no valid Date");
        }
        long age = age(response);
        // A time in whole seconds is up to a second ago, and so is an age (RFC 9111 §5.1).
        Instant earliest = date.get().plusSeconds(age);
        return judge(ClockSkew.of(sent, received, earliest, earliest.plusSeconds(age == 0 ? 1 : 2)));
    }

    /** Judges a skew as Jitsi's verifier does: it rejects {@code now < nbf} and {@code now >= exp} without leeway. */
    static Check judge(ClockSkew skew) {
        if (skew.isAheadByMoreThan(AdminClaims.BACKDATING)) {
            return Check.finding(
                    SERVICE_CLOCK,
                    "This machine's clock is ahead of it by " + skew.atLeast() + " or more.",
                    "Tokens are back-dated by " + AdminClaims.BACKDATING.toSeconds()
                            + " s only. By the service's clock they are not valid yet, and Jitsi's verifier"
                            + " allows no clock skew: the response is 401.",
                    FIX);
        }
        if (skew.isBehindByAtLeast(LIFETIME)) {
            return Check.finding(
                    SERVICE_CLOCK,
                    "This machine's clock is behind it by " + skew.atLeast() + " or more.",
                    "Tokens are valid for " + LIFETIME.toMinutes()
                            + " minutes. By the service's clock they have expired when they are signed, and"
                            + " Jitsi's verifier allows no clock skew: the response is 401.",
                    FIX);
        }
        return harmless(skew);
    }

    private static Check harmless(ClockSkew skew) {
        if (skew.isAheadByMoreThan(NOTEWORTHY)) {
            return Check.note(
                    SERVICE_CLOCK,
                    "this machine's clock is ahead of it by " + skew.atLeast() + " or more",
                    "Harmless up to " + AdminClaims.BACKDATING.toSeconds()
                            + " s, since tokens are back-dated by as much.",
                    FIX);
        }
        if (skew.isBehindByAtLeast(NOTEWORTHY)) {
            return Check.note(
                    SERVICE_CLOCK,
                    "this machine's clock is behind it by " + skew.atLeast() + " or more",
                    "A new token is valid, since it lives for " + LIFETIME.toMinutes()
                            + " minutes; but an application that uses it for that long can" + " get a 401 in the last "
                            + skew.atLeast() + ".",
                    FIX);
        }
        return Check.ok(SERVICE_CLOCK, "agrees with this machine's to within " + skew.atMostSeconds() + " s");
    }

    /** How many seconds ago a cache received the response, and with it its {@code Date}. */
    private static long age(ServiceProbe.Response response) {
        return response.header("Age")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}

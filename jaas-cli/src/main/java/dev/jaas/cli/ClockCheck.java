package dev.jaas.cli;

import dev.jaas.domain.AdminClaims;
import dev.jaas.port.driven.TransportResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** This machine's clock, by which tokens are dated: alone, and against the one by which they are judged. */
final class ClockCheck {

    static final String OURS = "clock";
    static final String SERVICES = "service's clock";

    /** A clock that is kept by NTP is not so far off. */
    private static final Duration WORTH_A_NOTE = Duration.ofSeconds(5);

    private static final String SET_IT =
            "set this machine's clock by NTP (with systemd: sudo timedatectl set-ntp true); a container has its host's.";

    private ClockCheck() {}

    /** Without another one to compare it with, only a clock that was never set can be told. */
    static Check alone(Instant now) {
        String shown = now.truncatedTo(ChronoUnit.SECONDS).toString();
        if (!now.isBefore(Build.date())) {
            return Check.ok(OURS, shown + ", which is possible");
        }
        return Check.finding(
                OURS,
                "This machine's clock shows %s, but this program was made on %s."
                        .formatted(shown, LocalDate.ofInstant(Build.date(), ZoneOffset.UTC)),
                "A token is dated by it and lives %d minutes: by JaaS's clock it has expired, and so the answer is 401."
                        .formatted(Settings.TOKEN_LIFETIME.toMinutes()),
                SET_IT);
    }

    /**
     * By the {@code Date} of an answer.
     *
     * @param sent before the request, by our clock
     * @param received after the answer, by our clock
     */
    static Check against(TransportResponse response, Instant sent, Instant received) {
        Instant date = date(response);
        if (date == null) {
            return Check.notChecked(SERVICES, "it could not be compared, for the answer has no Date that can be read");
        }
        long age = age(response);
        // A time in whole seconds is up to a second ago, and so is an age (RFC 9111 §5.1).
        Instant earliest = date.plusSeconds(age);
        return judge(Skew.of(sent, received, earliest, earliest.plusSeconds(age == 0 ? 1 : 2)));
    }

    /** By the rule that {@code now < nbf} and {@code now >= exp} are refused, without leeway, as Jitsi's verifier does. */
    static Check judge(Skew skew) {
        if (skew.isAheadByMoreThan(AdminClaims.BACKDATING)) {
            return Check.finding(
                    SERVICES,
                    "This machine's clock is ahead of it by %s or more.".formatted(skew.certain()),
                    "A token is valid from %d s before it is made. By the service's clock that has not come yet, no leeway"
                                    .formatted(AdminClaims.BACKDATING.toSeconds())
                            + " is granted, and so the answer is 401.",
                    SET_IT);
        }
        if (skew.isBehindByAtLeast(Settings.TOKEN_LIFETIME)) {
            return Check.finding(
                    SERVICES,
                    "This machine's clock is behind it by %s or more.".formatted(skew.certain()),
                    "A token lives %d minutes. By the service's clock they are over when it is made, no leeway is"
                                    .formatted(Settings.TOKEN_LIFETIME.toMinutes())
                            + " granted, and so the answer is 401.",
                    SET_IT);
        }
        return harmless(skew);
    }

    private static Check harmless(Skew skew) {
        if (skew.isAheadByMoreThan(WORTH_A_NOTE)) {
            return Check.note(
                    SERVICES,
                    "this machine's clock is ahead of it by %s or more".formatted(skew.certain()),
                    "There is no 401 up to %d s, since a token is valid from so long before it is made."
                            .formatted(AdminClaims.BACKDATING.toSeconds()),
                    SET_IT);
        }
        if (skew.isBehindByAtLeast(WORTH_A_NOTE)) {
            return Check.note(
                    SERVICES,
                    "this machine's clock is behind it by %s or more".formatted(skew.certain()),
                    "A new token is valid all the same, since it lives %d minutes; but an application that keeps it for"
                                    .formatted(Settings.TOKEN_LIFETIME.toMinutes())
                            + " so long can get a 401 in the last %s of them.".formatted(skew.certain()),
                    SET_IT);
        }
        return Check.ok(SERVICES, "as this machine's, to within %d s".formatted(skew.atMostSeconds()));
    }

    private static @Nullable Instant date(TransportResponse response) {
        try {
            return response.header("Date")
                    .map(value -> ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How long ago a cache was given the answer, in seconds: its {@code Date} is as old. */
    private static long age(TransportResponse response) {
        return response.header("Age")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}

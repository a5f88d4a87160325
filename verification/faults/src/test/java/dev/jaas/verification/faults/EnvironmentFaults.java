package dev.jaas.verification.faults;

import static dev.jaas.testkit.Script.accept;
import static dev.jaas.verification.faults.Fault.Fate.KEPT;
import static dev.jaas.verification.faults.Fault.Reached.ALWAYS;
import static dev.jaas.verification.faults.Fault.Reached.MAYBE;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.REFUSED;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;

import dev.jaas.testkit.ReceivedRequest;
import dev.jaas.testkit.Script;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine is set up wrong: its clock, which tokens are dated by, or its JVM. The service's clock is always right. */
final class EnvironmentFaults {

    private static final String GROUP = "the environment";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Pattern NOT_BEFORE = Pattern.compile("\"nbf\":(\\d+)");
    private static final Pattern EXPIRES = Pattern.compile("\"exp\":(\\d+)");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private EnvironmentFaults() {}

    static List<Fault> all() {
        return List.of(
                wrongClock("the clock is ten minutes ahead", off(TEN_MINUTES)),
                wrongClock("the clock is ten minutes behind", off(TEN_MINUTES.negated())),
                comeBack("the clock is ten minutes ahead, Retry-After a date", off(TEN_MINUTES)),
                comeBack("the clock is ten minutes behind, Retry-After a date", off(TEN_MINUTES.negated())),
                mended("the clock was an hour behind until the first request", AN_HOUR.negated()),
                mended("the clock was an hour ahead until the first request", AN_HOUR),
                Fault.plain(
                                GROUP,
                                "enableAllMethodRetry",
                                accept().readRequest().fin(),
                                UNKNOWN,
                                MAYBE,
                                KEPT)
                        .by(Callers.SWITCHES_ALL_RETRIES_ON)
                        .but(Stack.JDK, "it is not created while the JDK is told to send everything again", REFUSED));
    }

    /** A service without leeway, as Jitsi's, takes no token of this client's. */
    private static Fault wrongClock(String name, Caller caller) {
        return Fault.plain(GROUP, name, strict(), REJECTED, ALWAYS, KEPT).by(caller);
    }

    private static Fault comeBack(String name, Caller caller) {
        Script script = accept().answer(request -> Script.response(429, "", "Retry-After: " + inASecond()))
                .forever();
        return Fault.plain(GROUP, name, script, REJECTED, ALWAYS, KEPT).by(caller);
    }

    /** The first answer is 503, and by the second attempt the token of the wrong time must have been replaced. */
    private static Fault mended(String name, Duration before) {
        Script script =
                accept().readRequest().respond(503, "", "Connection: close").fin();
        Fault fault = Fault.plain(GROUP, name, script, ACCEPTED, ALWAYS, KEPT)
                .by(Callers.withClock(server -> new WrongUntilTheFirstRequest(server, before)))
                .dialOut(UNKNOWN);
        return fault.withScripts(number -> number == 1 ? script : strict());
    }

    private static Script strict() {
        return accept().answer(request -> Script.response(isInItsTime(request) ? 200 : 401, ""))
                .forever();
    }

    private static boolean isInItsTime(ReceivedRequest request) {
        String token = request.header("Authorization").orElseThrow().split("\\.", -1)[1];
        String claims = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        long now = Instant.now().getEpochSecond();
        return now >= seconds(NOT_BEFORE, claims) && now < seconds(EXPIRES, claims);
    }

    private static long seconds(Pattern claim, String claims) {
        Matcher matcher = claim.matcher(claims);
        if (!matcher.find()) {
            throw new AssertionError("no such claim: " + claim);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String inASecond() {
        return HTTP_DATE.format(Instant.now().plusSeconds(1).atOffset(ZoneOffset.UTC));
    }

    private static Caller off(Duration by) {
        return Callers.withClock(server -> Clock.offset(Clock.systemUTC(), by));
    }
}

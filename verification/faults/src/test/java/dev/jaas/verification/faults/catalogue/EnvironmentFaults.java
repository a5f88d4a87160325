// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.ACCEPTED;
import static dev.jaas.verification.faults.Verdict.REFUSED;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.Verdict.UNKNOWN;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;
import static dev.jaas.verification.faults.catalogue.Fault.Received.MAYBE;

import dev.jaas.testkit.transport.RecordedRequest;
import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.TransportKind;
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

/** The clock of the client is wrong, or its JVM is misconfigured. The clock of the service is always right. */
final class EnvironmentFaults {

    private static final String GROUP = "environment";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Pattern NOT_BEFORE = Pattern.compile("\"nbf\":(\\d+)");
    private static final Pattern EXPIRES = Pattern.compile("\"exp\":(\\d+)");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private EnvironmentFaults() {}

    static List<Fault> all() {
        return List.of(
                wrongClock("clock ten minutes ahead", clockOff(TEN_MINUTES)),
                wrongClock("clock ten minutes behind", clockOff(TEN_MINUTES.negated())),
                retryAfterDate("clock ten minutes ahead, Retry-After with a date", clockOff(TEN_MINUTES)),
                retryAfterDate("clock ten minutes behind, Retry-After with a date", clockOff(TEN_MINUTES.negated())),
                fixedByFirstRequest("clock an hour behind until the first request", AN_HOUR.negated()),
                fixedByFirstRequest("clock an hour ahead until the first request", AN_HOUR),
                new Fault(GROUP, "enableAllMethodRetry", accept().readRequest().fin(), UNKNOWN, MAYBE, REUSABLE)
                        .withCaller(CallerBehaviors.ENABLES_ALL_METHOD_RETRY)
                        .withDifference(
                                TransportKind.JDK,
                                "the transport refuses to be created while the JDK is configured to retry every request",
                                REFUSED));
    }

    /** A service without leeway for clock skew, like Jitsi's, accepts no token of this client. */
    private static Fault wrongClock(String name, CallerBehavior caller) {
        return new Fault(GROUP, name, strict(), REJECTED, ALWAYS, REUSABLE).withCaller(caller);
    }

    private static Fault retryAfterDate(String name, CallerBehavior caller) {
        Script script = accept().respond(request -> Script.response(429, "", "Retry-After: " + oneSecondFromNow()))
                .forever();
        return new Fault(GROUP, name, script, REJECTED, ALWAYS, REUSABLE).withCaller(caller);
    }

    /** The first response is 503, and by the second attempt the client must have replaced its token. */
    private static Fault fixedByFirstRequest(String name, Duration offset) {
        Script script =
                accept().readRequest().respond(503, "", "Connection: close").fin();
        Fault fault = new Fault(GROUP, name, script, ACCEPTED, ALWAYS, REUSABLE)
                .waiting()
                .withCaller(CallerBehaviors.withClock(server -> new ClockFixedByFirstRequest(server, offset)))
                .withDialOutVerdict(UNKNOWN);
        return fault.withScripts(number -> number == 1 ? script : strict());
    }

    private static Script strict() {
        return accept().respond(request -> Script.response(isValidNow(request) ? 200 : 401, ""))
                .forever();
    }

    private static boolean isValidNow(RecordedRequest request) {
        String token = request.header("Authorization").orElseThrow().split("\\.", -1)[1];
        String claims = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        long now = Instant.now().getEpochSecond();
        return now >= seconds(NOT_BEFORE, claims) && now < seconds(EXPIRES, claims);
    }

    private static long seconds(Pattern claim, String claims) {
        Matcher matcher = claim.matcher(claims);
        if (!matcher.find()) {
            throw new AssertionError("missing claim: " + claim);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String oneSecondFromNow() {
        return HTTP_DATE.format(Instant.now().plusSeconds(1).atOffset(ZoneOffset.UTC));
    }

    private static CallerBehavior clockOff(Duration offset) {
        return CallerBehaviors.withClock(server -> Clock.offset(Clock.systemUTC(), offset));
    }
}

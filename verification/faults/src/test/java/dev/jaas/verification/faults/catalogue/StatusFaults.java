package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.verification.faults.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The response is well-formed: every registered status and some others, redirects, and values of {@code Retry-After}. */
final class StatusFaults {

    static final String STATUS = "status";
    static final String RETRY_AFTER = "Retry-After";

    private static final String ELSEWHERE = "Location: http://127.0.0.1:9/v1/_jaas/conference-commands/v1/meeting";

    private StatusFaults() {}

    static List<Fault> all() {
        Stream<Fault> statuses = IntStream.of(
                        200, 201, 202, 203, 206, 226, 299, 300, 304, 305, 306, 400, 401, 402, 403, 404, 405, 406, 407,
                        408, 409, 410, 411, 412, 413, 414, 415, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
                        451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511, 520, 521, 522, 524, 530, 599)
                .mapToObj(status -> answered(STATUS, String.valueOf(status), status));
        Stream<Fault> redirects = IntStream.of(301, 302, 303, 307, 308)
                .mapToObj(status -> answered(STATUS, status + " to another host", status, ELSEWHERE));
        Stream<Fault> retryAfter = Stream.of(
                        "0",
                        "1",
                        "-1",
                        "soon",
                        "1000000000000",
                        "Wed, 21 Oct 2015 07:28:00 GMT",
                        "Fri, 31 Dec 2100 23:59:59 GMT")
                .flatMap(value -> IntStream.of(429, 503)
                        .mapToObj(status -> answered(
                                RETRY_AFTER, status + ", Retry-After: " + value, status, "Retry-After: " + value)));
        return Stream.of(statuses, redirects, retryAfter)
                .flatMap(faults -> faults)
                .toList();
    }

    /** The rule that the documentation states. */
    static Verdict verdict(int status) {
        if (status >= 200 && status < 300) {
            return Verdict.ACCEPTED;
        }
        return status == 307 || status == 308 || (status >= 400 && status < 500 && status != 408)
                ? Verdict.REJECTED
                : Verdict.UNKNOWN;
    }

    private static Fault answered(String group, String name, int status, String... headers) {
        return new Fault(
                        group,
                        name,
                        accept().readRequest().respond(status, "", headers).forever(),
                        verdict(status),
                        ALWAYS,
                        REUSABLE)
                .waiting(); // most are retried after a pause
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;

import dev.jaas.verification.faults.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The response is well-formed: every registered status and some others, redirects, and values of {@code Retry-After}. */
final class StatusFaults {

    static final String STATUS = "status";
    static final String RETRY_AFTER = "Retry-After";

    private static final String ELSEWHERE = "Location: http://127.0.0.1:9/v1/_jaas/conference-commands/v1/meeting";

    /** Between two fields of one response; the documentation quotes each. */
    private static final String NEXT_FIELD = "` and `";

    /** What the client says, for a rejection, of when to send the command again. */
    private static final Map<String, String> RETRY_AFTERS = retryAfters();

    private StatusFaults() {}

    static List<Fault> all() {
        Stream<Fault> statuses = IntStream.of(
                        200, 201, 202, 203, 206, 226, 299, 300, 304, 305, 306, 400, 401, 402, 403, 404, 405, 406, 407,
                        408, 409, 410, 411, 412, 413, 414, 415, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
                        451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511, 520, 521, 522, 524, 530, 599)
                .mapToObj(status -> answered(STATUS, String.valueOf(status), status));
        Stream<Fault> redirects = IntStream.of(301, 302, 303, 307, 308)
                .mapToObj(status -> answered(STATUS, status + " to another host", status, ELSEWHERE));
        Stream<Fault> retryAfter = RETRY_AFTERS.entrySet().stream()
                .flatMap(row -> Stream.of(
                        retryAfter(429, row.getKey()).withMessage("send it again " + row.getValue()),
                        retryAfter(503, row.getKey())));
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

    private static Map<String, String> retryAfters() {
        Map<String, String> waits = new LinkedHashMap<>();
        waits.put("0", "in 0 s");
        waits.put("1", "in 1 s");
        waits.put("-1", "later");
        waits.put("soon", "later");
        waits.put("1000000000000", "in 1000000000000 s");
        waits.put("1.5", "in 2 s");
        waits.put("299.997", "in 300 s");
        waits.put("1, 120", "in 120 s");
        waits.put("120" + NEXT_FIELD + "1", "in 120 s");
        waits.put("Wed, 21 Oct 2015 07:28:00 GMT", "in 0 s");
        waits.put("Wednesday, 21-Oct-15 07:28:00 GMT", "in 0 s");
        waits.put("Wed Oct 21 07:28:00 2015", "in 0 s");
        waits.put("Fri, 31 Dec 2100 23:59:59 GMT", "in 2");
        waits.put("Fri Dec 31 23:59:59 2100", "in 2");
        waits.put("1, Fri, 31 Dec 2100 23:59:59 GMT", "in 2");
        return waits;
    }

    private static Fault retryAfter(int status, String values) {
        String[] fields = Stream.of(values.split(NEXT_FIELD, -1))
                .map(value -> "Retry-After: " + value)
                .toArray(String[]::new);
        return answered(RETRY_AFTER, status + ", Retry-After: " + values, status, fields);
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

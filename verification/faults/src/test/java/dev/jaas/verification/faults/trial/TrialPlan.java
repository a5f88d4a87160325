// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.trial;

import dev.jaas.domain.PhoneNumber;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What goes wrong in one trial, and when: a pure function of the seed and the trial's number, so that a run can be repeated.
 *
 * @param index the trial's number, from 0
 * @param fault what goes wrong
 * @param status the status of the response, if there is one
 * @param variant selects one of the variants of a fault
 * @param responseDelay nanoseconds from the complete request to what follows it
 * @param closeDelay nanoseconds from the response to the end of its connection
 * @param cut after how many bytes a request or response is cut off
 * @param cancelAfter nanoseconds after which the caller cancels, or {@link #NOT_CANCELLED}
 */
record TrialPlan(
        int index,
        ServerFault fault,
        int status,
        int variant,
        long responseDelay,
        long closeDelay,
        int cut,
        long cancelAfter) {

    static final long NOT_CANCELLED = -1;

    /** For requests that belong to no trial. */
    static final TrialPlan SUCCESS = new TrialPlan(-1, ServerFault.NONE, 200, 0, 0, 0, 1, NOT_CANCELLED);

    /** The phone number is this and the trial's number in ten digits, so that the server knows which trial a request is of. */
    private static final String PREFIX = "+7";

    private static final int DIGITS = 10;
    private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int MAX_CUT = 1000;
    private static final int[] STATUSES = {
        200, 202, 204, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 401, 403, 404, 408, 409, 410, 418, 422, 425,
        429, 429, 451, 499, 500, 501, 502, 503, 503, 504, 599
    };

    /** What can go wrong at the server, with its share of the trials. */
    enum ServerFault {
        NONE(1450),
        // Few, since each takes a handshake.
        TLS_AFTER_READING(50),
        STATUS(2400),
        FIN_AFTER_RESPONSE(1100),
        RST_AFTER_RESPONSE(1100),
        UNSOLICITED_408_AFTER_RESPONSE(300),
        CLOSE_ANNOUNCED_ONLY(100),
        INTERIM_RESPONSE(100),
        FIN_AT_ACCEPT(400),
        RST_AT_ACCEPT(400),
        FIN_MID_REQUEST(400),
        RST_MID_REQUEST(400),
        FIN_AFTER_READING(600),
        RST_AFTER_READING(600),
        FIN_MID_HEAD(300),
        RST_MID_HEAD(300),
        FIN_MID_BODY(300),
        RST_MID_BODY(300),
        REFUSED(440),
        // Few, since each costs the JDK's client a socket on 17, and a new client on 25.
        GARBAGE(20),
        // Few, since each takes the whole timeout.
        SILENCE(15),
        STALLED_HEAD(15),
        STALLED_BODY(10);

        private static final int TOTAL =
                Arrays.stream(values()).mapToInt(fault -> fault.weight).sum();

        private final int weight;

        ServerFault(int weight) {
            this.weight = weight;
        }

        boolean isAtAccept() {
            return this == FIN_AT_ACCEPT || this == RST_AT_ACCEPT;
        }

        boolean isMidRequest() {
            return this == FIN_MID_REQUEST || this == RST_MID_REQUEST;
        }

        boolean resets() {
            return name().startsWith("RST");
        }

        private static ServerFault pick(SplittableRandom random) {
            int left = random.nextInt(TOTAL);
            for (ServerFault fault : values()) {
                left -= fault.weight;
                if (left < 0) {
                    return fault;
                }
            }
            throw new AssertionError();
        }
    }

    static TrialPlan of(long seed, int index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        return new TrialPlan(
                index,
                ServerFault.pick(random),
                STATUSES[random.nextInt(STATUSES.length)],
                random.nextInt(1000),
                random.nextBoolean() ? 0 : random.nextLong(MAX_DELAY),
                random.nextInt(4) == 0 ? 0 : random.nextLong(MAX_DELAY),
                1 + random.nextInt(MAX_CUT),
                random.nextInt(20) == 0 ? random.nextLong(MAX_DELAY) : NOT_CANCELLED);
    }

    PhoneNumber phoneNumber() {
        return PhoneNumber.parse(PREFIX + "%010d".formatted(index));
    }

    /** Returns the number of the trial that a request belongs to, or -1. */
    static int findIndex(String request) {
        int at = request.indexOf(PREFIX);
        int digits = at + PREFIX.length();
        return at < 0 || digits + DIGITS > request.length()
                ? -1
                : Integer.parseInt(request, digits, digits + DIGITS, 10);
    }
}

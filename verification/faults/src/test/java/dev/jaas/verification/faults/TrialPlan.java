package dev.jaas.verification.faults;

import dev.jaas.domain.PhoneNumber;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What goes wrong in one trial, and when: a pure function of the seed and the trial's number, so that a run can be played
 * again.
 *
 * @param index the trial's number, from 0
 * @param trouble what goes wrong
 * @param status the status of the answer, if there is one
 * @param variant chooses among what a trouble leaves open
 * @param answerDelay nanoseconds from the complete request to whatever follows
 * @param aftermathDelay nanoseconds from the answer to what is done with its connection
 * @param cut after how many bytes a request or an answer breaks off
 * @param cancelAfter nanoseconds after which the caller cancels, or {@link #NOT_CANCELLED}
 */
record TrialPlan(
        int index,
        Trouble trouble,
        int status,
        int variant,
        long answerDelay,
        long aftermathDelay,
        int cut,
        long cancelAfter) {

    static final long NOT_CANCELLED = -1;

    /** For what belongs to no trial. */
    static final TrialPlan WELL = new TrialPlan(-1, Trouble.NONE, 200, 0, 0, 0, 1, NOT_CANCELLED);

    /** The number called has this and ten digits, which are the trial's number: so the server knows which trial it is. */
    private static final String IDENTITY = "+7";

    private static final int DIGITS = 10;
    private static final long LONGEST_DELAY = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int LONGEST_CUT = 1000;
    private static final int[] STATUSES = {
        200, 202, 204, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 401, 403, 404, 408, 409, 410, 418, 422, 425,
        429, 429, 451, 499, 500, 501, 502, 503, 503, 504, 599
    };

    /** What may go wrong, with the share of the trials that it gets. */
    enum Trouble {
        NONE(1500),
        STATUS(2400),
        FIN_AFTER_ANSWER(1100),
        RST_AFTER_ANSWER(1100),
        UNSOLICITED_408_AFTER_ANSWER(300),
        CLOSE_IGNORED(100),
        INTERIM_ANSWER(100),
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
        // Few: each costs the JDK's client on 17 a socket, and on 25 a new client.
        GARBAGE(20),
        // Few: each takes the whole timeout.
        SILENCE(15),
        STALLED_HEAD(15),
        STALLED_BODY(10);

        private static final int TOTAL =
                Arrays.stream(values()).mapToInt(trouble -> trouble.weight).sum();

        private final int weight;

        Trouble(int weight) {
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

        private static Trouble pick(SplittableRandom random) {
            int left = random.nextInt(TOTAL);
            for (Trouble trouble : values()) {
                left -= trouble.weight;
                if (left < 0) {
                    return trouble;
                }
            }
            throw new AssertionError();
        }
    }

    static TrialPlan of(long seed, int index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
        return new TrialPlan(
                index,
                Trouble.pick(random),
                STATUSES[random.nextInt(STATUSES.length)],
                random.nextInt(1000),
                random.nextBoolean() ? 0 : random.nextLong(LONGEST_DELAY),
                random.nextInt(4) == 0 ? 0 : random.nextLong(LONGEST_DELAY),
                1 + random.nextInt(LONGEST_CUT),
                random.nextInt(20) == 0 ? random.nextLong(LONGEST_DELAY) : NOT_CANCELLED);
    }

    PhoneNumber identity() {
        return PhoneNumber.parse(IDENTITY + "%010d".formatted(index));
    }

    /** The number of the trial that a request belongs to, or -1. */
    static int indexIn(String request) {
        int at = request.indexOf(IDENTITY);
        int digits = at + IDENTITY.length();
        return at < 0 || digits + DIGITS > request.length()
                ? -1
                : Integer.parseInt(request, digits, digits + DIGITS, 10);
    }
}

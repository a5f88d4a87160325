// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Measures the figures in {@code docs/events.md}: {@code mvn -Pevent-cost test -pl jaas-events -am}. */
class VerificationCost {

    private static final int SIZE = 2048;
    private static final int ROUNDS = 4000;
    private static final int PER_ROUND = 20;

    /** Keeps results from being optimised away. */
    private volatile Object last = "";

    /** Alternates, and takes the best tenth, since other load on the machine only adds to a time. */
    @Test
    void verify_eventOfTwoKilobytes_besideMacAlone() throws Exception {
        byte[] body = eventOf(SIZE);
        String header = Webhooks.header(body);
        WebhookVerifier verifier =
                WebhookVerifier.builder(Webhooks.SECRET).clock(Webhooks.CLOCK).build();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Webhooks.SECRET.getBytes(UTF_8), "HmacSHA256"));

        double[] macAlone = new double[ROUNDS];
        double[] readAlone = new double[ROUNDS];
        double[] all = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            macAlone[round] = microseconds(() -> mac.doFinal(body));
            readAlone[round] = microseconds(() -> EventReader.read(body));
            all[round] = microseconds(() -> verifier.verify(header, body));
        }

        System.out.printf(
                "| %d bytes, Java %s | microseconds | of Mac alone |%n",
                body.length, Runtime.version().feature());
        row("Mac alone", macAlone, macAlone);
        row("reading alone", readAlone, macAlone);
        row("verify", all, macAlone);
    }

    private double microseconds(Supplier<Object> work) {
        long start = System.nanoTime();
        for (int i = 0; i < PER_ROUND; i++) {
            last = work.get();
        }
        return (System.nanoTime() - start) / 1000.0 / PER_ROUND;
    }

    private static void row(String name, double[] times, double[] baseline) {
        System.out.printf("| %s | %.1f | %.2f |%n", name, bestTenth(times), bestTenth(times) / bestTenth(baseline));
    }

    /** Of the second half, when everything is compiled. */
    private static double bestTenth(double[] times) {
        double[] warm = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 10];
    }

    private static byte[] eventOf(int size) {
        String json = Webhooks.example("RECORDING_UPLOADED");
        String participant = "{ \"name\": \"Jane Doe\", \"id\": \"uniqueUserIdentifier1\" }, ";
        while (json.length() + participant.length() <= size) {
            json = json.replace("\"participants\": [", "\"participants\": [" + participant);
        }
        return (json + " ".repeat(size - json.length())).getBytes(UTF_8);
    }
}

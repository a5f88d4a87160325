// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static dev.jaas.events.WebhookException.Reason.SIGNATURE_MALFORMED;
import static dev.jaas.events.WebhookException.Reason.SIGNATURE_MISSING;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Jaas-Signature}: {@code t=<unix seconds>,v1=<base64>}, with one {@code v1} for each secret in use.
 *
 * @param time the text of {@code t}, which is signed as it is: 1 to {@value #MAX_TIME_DIGITS} digits
 * @param signatures the texts of {@code v1}, at least one
 */
record SignatureHeader(String time, List<String> signatures) {

    /** Room for dozens of signatures. */
    static final int MAX_LENGTH = 4096;

    /** Enough for any time that {@link java.time.Instant} can express in seconds, and no {@code long} overflows. */
    static final int MAX_TIME_DIGITS = 15;

    /** Reads a header. What is neither {@code t} nor {@code v1} is ignored, as the documentation demands. */
    static SignatureHeader parse(@Nullable String text) {
        if (text == null) {
            throw new WebhookException(
                    SIGNATURE_MISSING,
                    "The request has no " + WebhookVerifier.SIGNATURE_HEADER
                            + " header; if it came from JaaS, check that no proxy removes it.");
        }
        if (text.length() > MAX_LENGTH) {
            throw malformed("has more than " + MAX_LENGTH + " characters");
        }
        String time = null;
        List<String> signatures = new ArrayList<>();
        for (String element : text.split(",", -1)) {
            String pair = element.strip();
            // The first "=" only: base64 ends in "=" itself.
            if (pair.startsWith("t=")) {
                if (time != null) {
                    throw malformed("has more than one time");
                }
                time = pair.substring("t=".length());
            } else if (pair.startsWith("v1=")) {
                signatures.add(pair.substring("v1=".length()));
            }
        }
        if (time == null || !isTime(time)) {
            throw malformed("has no time in seconds (t=)");
        }
        if (signatures.isEmpty()) {
            throw malformed("has no signature of the scheme v1");
        }
        return new SignatureHeader(time, signatures);
    }

    private static boolean isTime(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_TIME_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static WebhookException malformed(String problem) {
        return new WebhookException(
                SIGNATURE_MALFORMED, "The " + WebhookVerifier.SIGNATURE_HEADER + " header " + problem + ".");
    }
}

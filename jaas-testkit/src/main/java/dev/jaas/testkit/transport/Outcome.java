// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an exchange.
 *
 * @param asked whether {@code beforeSend} was called
 * @param status the status of the head, or null if none was reported
 * @param headers the values of the headers that {@link RecordedExchange#LOOKED_UP} names
 * @param body what came of the body, each byte as one character
 * @param complete whether the end of the response was reported
 * @param failure the description of the failure, or null if none was reported
 * @param elapsed the time from the start to the last event
 */
record Outcome(
        boolean asked,
        @Nullable Integer status,
        Map<String, List<String>> headers,
        String body,
        boolean complete,
        @Nullable String failure,
        Duration elapsed) {

    /** The status, where there must be a whole response. */
    int responseStatus() {
        assertThat(failure).as("The exchange must bring a response.").isNull();
        assertThat(complete).as("The end of the response must be reported.").isTrue();
        return status == null ? -1 : status;
    }

    void assertFailed() {
        assertThat(failure)
                .as("The exchange must fail, but it brought a response with the status %s.", status)
                .isNotNull();
        assertThat(complete).isFalse();
    }

    /** What a client reports as unknown: a failure after {@code beforeSend} returned true. */
    void assertUnknown() {
        assertFailed();
        assertThat(asked)
                .as("The server may have acted on this request, so beforeSend() must have been asked: \"%s\"", failure)
                .isTrue();
    }

    /** Leaves the body out, which can be long. */
    @Override
    public String toString() {
        return "asked=" + asked + ", status=" + status + ", " + body.length() + " bytes of the body, complete="
                + complete + ", failure=" + failure;
    }
}

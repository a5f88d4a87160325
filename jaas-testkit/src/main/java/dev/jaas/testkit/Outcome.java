package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an exchange ended, and after how long. */
record Outcome(
        @Nullable TransportResponse response, @Nullable Throwable thrown, Duration elapsed) {

    /** The response, where there must be one. */
    TransportResponse answer() {
        if (thrown != null) {
            throw new AssertionError("The exchange must bring a response, but it failed.", thrown);
        }
        return Objects.requireNonNull(response, "The future completed with null.");
    }

    /** The failure, where there must be one, after the checks that every failure must pass. */
    TransportException failure() {
        assertThat(response)
                .as("The exchange must fail, but it brought a response.")
                .isNull();
        assertThat(thrown)
                .as("The future must fail with a TransportException itself, and not with one that is wrapped.")
                .isExactlyInstanceOf(TransportException.class);
        TransportException failure = (TransportException) Objects.requireNonNull(thrown);
        assertThat(failure.getMessage())
                .as("The message of a failure must say what happened.")
                .isNotBlank();
        assertThat(failure.getCause())
                .as("A failure must have no cause, because HTTP stacks quote the token in their exceptions.")
                .isNull();
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything, true));
        assertThat(Canary.isIn(everything.toString()))
                .as("A failure must not show a header value or a body, not even in what it suppresses.")
                .isFalse();
        return failure;
    }

    void assertNotSent() {
        assertThat(failure().mayHaveBeenSent())
                .as(
                        "This request cannot have been sent, and the failure must say so: \"%s\"",
                        failure().getMessage())
                .isFalse();
    }

    void assertUnknown() {
        assertThat(failure().mayHaveBeenSent())
                .as(
                        "The server may have acted on this request, and the failure must not deny it: \"%s\"",
                        failure().getMessage())
                .isTrue();
    }

    void assertWithin(Duration bound) {
        assertThat(elapsed)
                .as(
                        "The exchange must have ended after %s, and it is given %s more.",
                        bound, TransportPromises.TOLERANCE)
                .isLessThan(bound.plus(TransportPromises.TOLERANCE));
    }
}

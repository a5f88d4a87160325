// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.CommandRejectedException.Reason;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.testkit.FakeOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What the service behind a {@link dev.jaas.api.ConferenceManagement} does with one request. */
public enum ServiceBehaviour {
    /** It responds with 200. */
    ACCEPTED(200, FakeOutcome.accepted()),
    /** It responds with 400. */
    INVALID(400, FakeOutcome.rejected(Reason.INVALID)),
    /** It responds with 401. */
    UNAUTHENTICATED(401, FakeOutcome.rejected(Reason.UNAUTHENTICATED)),
    /** It responds with 403. */
    FORBIDDEN(403, FakeOutcome.rejected(Reason.FORBIDDEN)),
    /** It responds with 404. */
    NOT_FOUND(404, FakeOutcome.rejected(Reason.NOT_FOUND)),
    /** It responds with 410. */
    GONE(410, rejectedAsGone()),
    /** It responds with 429 and the header {@code Retry-After} that {@link #retryAfter()} says. */
    RATE_LIMITED(429, FakeOutcome.rejected(Reason.RATE_LIMITED, Duration.ofSeconds(7))),
    /** It responds with 308. */
    REDIRECTED(308, FakeOutcome.rejected(Reason.REDIRECTED)),
    /** It responds with 409. */
    CONFLICT(409, FakeOutcome.rejected(Reason.OTHER)),
    /** It responds with 503. */
    UNAVAILABLE(503, failedAsUnavailable()),
    /** Nobody accepts the connection. */
    CONNECTION_REFUSED(0, FakeOutcome.notDelivered()),
    /** It reads the request and closes the connection. */
    CONNECTION_BROKEN(0, FakeOutcome.unknown()),
    /** It reads the request and never responds. */
    SILENT(0, FakeOutcome.hanging());

    private final int status;

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable
    private final FakeOutcome outcome;

    ServiceBehaviour(int status, FakeOutcome outcome) {
        this.status = status;
        this.outcome = outcome;
    }

    /**
     * The status of its response.
     *
     * @return the status, or empty if it does not respond
     */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * The header {@code Retry-After} of its response, in seconds.
     *
     * @return 7 s for {@link #RATE_LIMITED}, otherwise empty
     */
    public Optional<Duration> retryAfter() {
        return this == RATE_LIMITED ? Optional.of(Duration.ofSeconds(7)) : Optional.empty();
    }

    /**
     * The same for a {@link dev.jaas.testkit.FakeConferenceManagement}.
     *
     * @return what the fake does with the command
     */
    public FakeOutcome fakeOutcome() {
        return outcome;
    }

    private static FakeOutcome rejectedAsGone() {
        return FakeOutcome.failing(command -> new CommandRejectedException(
                command.name() + " was rejected with status 410.",
                command,
                1,
                Duration.ZERO,
                410,
                Reason.NOT_FOUND,
                null,
                ""));
    }

    private static FakeOutcome failedAsUnavailable() {
        return FakeOutcome.failing(command -> new DeliveryUnknownException(
                command.name() + " may have been carried out: the service responded with status 503.",
                command,
                1,
                Duration.ZERO,
                OptionalInt.of(503)));
    }
}

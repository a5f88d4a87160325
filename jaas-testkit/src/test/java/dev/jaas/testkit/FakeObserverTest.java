// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.AttemptOutcome;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the fake tells observers. */
class FakeObserverTest {

    private static final UserId USER = UserId.parse("auth0|5f903d7a");

    private final FakeConferenceManagement fake = new FakeConferenceManagement();

    @Test
    void observer_everyEnding_isToldInOrder() {
        List<String> events = observe();
        fake.enqueue(
                FakeOutcome.accepted(),
                FakeOutcome.rejected(CommandRejectedException.Reason.NOT_FOUND),
                FakeOutcome.notDelivered(),
                FakeOutcome.unknown(),
                FakeOutcome.refused(CommandRefusedException.Reason.CLIENT_CLOSED));

        fake.banUser(USER);
        for (int i = 0; i < 4; i++) {
            assertThat(fake.banUser(USER)).isCompletedExceptionally();
        }

        assertThat(events)
                .containsExactly(
                        "1 started",
                        "1 attempt 1",
                        "1 ACCEPTED 200",
                        "1 accepted",
                        "2 started",
                        "2 attempt 1",
                        "2 REJECTED 404",
                        "2 failed CommandRejectedException",
                        "3 started",
                        "3 attempt 1",
                        "3 NOT_DELIVERED -1",
                        "3 failed CommandNotDeliveredException",
                        "4 started",
                        "4 attempt 1",
                        "4 UNKNOWN -1",
                        "4 failed DeliveryUnknownException",
                        "5 started",
                        "5 failed CommandRefusedException");
    }

    @Test
    void observer_cancelledWhileHanging_isToldOnce() {
        List<String> events = observe();
        fake.enqueue(FakeOutcome.hanging());

        fake.banUser(USER).cancel(true);
        fake.release();

        assertThat(events)
                .containsExactly("1 started", "1 attempt 1", "1 UNKNOWN -1", "1 failed DeliveryUnknownException");
    }

    private List<String> observe() {
        List<String> events = new ArrayList<>();
        fake.addObserver(new CommandObserver() {
            @Override
            public void started(long executionId, JaasCommand command) {
                events.add(executionId + " started");
            }

            @Override
            public void attemptStarted(long executionId, JaasCommand command, int attempt) {
                events.add(executionId + " attempt " + attempt);
            }

            @Override
            public void attemptEnded(
                    long executionId,
                    JaasCommand command,
                    int attempt,
                    AttemptOutcome outcome,
                    OptionalInt status,
                    Duration duration) {
                events.add(executionId + " " + outcome + " " + status.orElse(-1));
            }

            @Override
            public void accepted(long executionId, CommandReceipt receipt) {
                events.add(executionId + " accepted");
            }

            @Override
            public void failed(long executionId, JaasException failure) {
                events.add(executionId + " failed " + failure.getClass().getSimpleName());
            }
        });
        return events;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.events.Confirmation.Outcome;
import java.util.concurrent.CompletableFuture;

/** Assertions on the result of a wait. */
final class ConfirmationAssertions {

    private ConfirmationAssertions() {}

    static void assertConfirmed(CompletableFuture<Confirmation> future, ConferenceEvent event) {
        assertThat(future).isCompleted();
        assertThat(future.join().outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(future.join().isConfirmed()).isTrue();
        assertThat(future.join().event()).containsSame(event);
        assertThat(future.join()).hasToString("CONFIRMED by " + event.type() + " " + event.idempotencyKey());
    }

    static void assertUnconfirmed(CompletableFuture<Confirmation> future) {
        assertThat(future).isCompletedWithValueMatching(it -> it.outcome() == Outcome.UNCONFIRMED);
    }
}

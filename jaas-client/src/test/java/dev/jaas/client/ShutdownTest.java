// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.DeliveryUnknownException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rolling deploy: no dial-out in flight becomes unknown if it ends within the grace. */
@Timeout(60)
class ShutdownTest {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Rig rig = new Rig(1);

    @BeforeEach
    void warm() throws InterruptedException {
        rig.warm();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shutdown_nothingInFlight_closesAtOnce() {
        assertThat(rig.client.shutdown(GRACE)).isCompleted();

        assertRefused();
        assertThat(rig.time.delays()).isEmpty();
    }

    @Test
    void shutdown_dialOutInFlight_letsItEndAndRefusesOthers() throws InterruptedException {
        CompletableFuture<CommandReceipt> dialOut = rig.execute(Commands.DIAL_OUT);
        CompletableFuture<CommandReceipt> waiting = rig.execute(Commands.KICK);
        CompletableFuture<?> closed = rig.client.shutdown(GRACE);

        assertRefused();
        assertThat(closed).isNotDone();
        rig.transport.exchange(0).respond(200);
        assertThat(Rig.await(dialOut).status()).isEqualTo(200);
        assertThat(closed).as("a command is waiting").isNotDone();
        rig.transport.exchange(1).respond(503);
        assertThat(closed).as("its retry is to come").isNotDone();
        rig.transport.then(respond(204));
        rig.time.advance(Duration.ofMillis(100));

        assertThat(Rig.await(waiting).attempts()).isEqualTo(2);
        assertThat(closed).isCompleted();
    }

    @Test
    void shutdown_graceOver_endsWhatIsLeft() {
        CompletableFuture<CommandReceipt> dialOut = rig.execute(Commands.DIAL_OUT);
        CompletableFuture<?> closed = rig.client.shutdown(GRACE);

        rig.time.advance(GRACE.minusNanos(1));
        assertThat(dialOut).isNotDone();
        rig.time.advance(Duration.ofNanos(1));

        assertThat(Rig.failureOf(dialOut))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("the client was closed");
        assertThat(closed).isCompleted();
    }

    @Test
    void shutdown_graceLongerThanAnyCommand_isAcceptedAndEndsWithTheLastCommand() {
        CompletableFuture<CommandReceipt> dialOut = rig.execute(Commands.DIAL_OUT);
        CompletableFuture<?> closed = rig.client.shutdown(Duration.ofSeconds(Long.MAX_VALUE));

        rig.time.advance(JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT);

        assertThat(Rig.failureOf(dialOut)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(closed).isCompleted();
    }

    @Test
    void shutdown_resultCancelledByTheCaller_closesAllTheSame() throws InterruptedException {
        rig.execute(Commands.DIAL_OUT);
        rig.client.shutdown(GRACE).cancel(true);

        rig.transport.exchange(0).respond(200);

        assertThat(rig.client.shutdown(GRACE)).isCompleted();
    }

    @Test
    void close_duringShutdown_endsItAtOnce() {
        CompletableFuture<CommandReceipt> dialOut = rig.execute(Commands.DIAL_OUT);
        CompletableFuture<?> closed = rig.client.shutdown(GRACE);

        rig.client.close();

        assertThat(dialOut).isDone();
        assertThat(closed).isCompleted();
        assertThat(rig.client.shutdown(GRACE)).as("again").isCompleted();
    }

    private void assertRefused() {
        assertThat(Rig.failureOf(rig.execute(Commands.KICK)))
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refusal ->
                                assertThat(refusal.reason()).isEqualTo(CommandRefusedException.Reason.CLIENT_CLOSED));
    }
}

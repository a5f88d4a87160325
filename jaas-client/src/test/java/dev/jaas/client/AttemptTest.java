// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.connecting;
import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of one exchange in time, and what its end proves. Dial-outs, so that there is one attempt. */
@Timeout(60)
class AttemptTest {

    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofNanos(1);

    private final Rig rig = new Rig(
            new ScriptedTransport(1).connectTimeout(CONNECT_TIMEOUT),
            builder -> builder.commandTimeout(COMMAND_TIMEOUT));

    @BeforeEach
    void warm() throws InterruptedException {
        rig.warm();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void connectTimeout_beforeSendNotAsked_isNotDeliveredAndNothingIsSentLater() throws InterruptedException {
        rig.transport.then(connecting());
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(CONNECT_TIMEOUT.minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        assertThat(Rig.failureOf(future))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("no connection to 8x8.vc:443 was ready in time");
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertThat(rig.transport.exchange(0).send()).as("beforeSend").isFalse();
        rig.assertPermitIsFree();
    }

    @Test
    void connectTimeout_afterBeforeSend_leavesTheAttemptItsWholeTime() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(COMMAND_TIMEOUT.minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(Rig.failureOf(future).elapsed()).isEqualTo(COMMAND_TIMEOUT);
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        rig.assertPermitIsFree();
    }

    @Test
    void attemptTimeout_afterBeforeSend_isUnknownAndTriedAgain() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);

        rig.time.advance(JaasClient.Builder.DEFAULT_ATTEMPT_TIMEOUT);
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        rig.transport.then(respond(200));
        rig.time.advance(Duration.ofMillis(100));

        assertThat(future).isCompletedWithValueMatching(receipt -> receipt.attempts() == 2);
    }

    @Test
    void attemptTimeout_shorterThanConnectTimeout_boundsConnectingToo() throws InterruptedException {
        try (Rig hasty = new Rig(
                new ScriptedTransport(1).connectTimeout(COMMAND_TIMEOUT),
                builder -> builder.attemptTimeout(Duration.ofSeconds(1)).maxAttempts(1))) {
            hasty.warm();
            hasty.transport.then(connecting());
            CompletableFuture<CommandReceipt> future = hasty.execute(Commands.KICK);

            hasty.time.advance(Duration.ofSeconds(1));

            assertThat(Rig.failureOf(future)).isInstanceOf(CommandNotDeliveredException.class);
        }
    }

    @Test
    void failed_beforeSendNotAsked_isNotDelivered() {
        rig.transport.then(ScriptedTransport.refusal());

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT)))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("connection refused (ConnectException)");
        rig.assertPermitIsFree();
    }

    @Test
    void failed_afterBeforeSend_isUnknown() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.transport.exchange(0).fail("the connection was reset (SocketException)");

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(rig.transport.exchange(0).isAborted())
                .as("the adapter knows that it is over")
                .isFalse();
        rig.assertPermitIsFree();
    }

    @Test
    void complete_wholeResponse_doesNotAbortAnything() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.transport.exchange(0).respond(200);

        assertThat(Rig.await(future).status()).isEqualTo(200);
        assertThat(rig.transport.exchange(0).isAborted()).isFalse();
        assertThat(rig.time.delays()).isEmpty();
        rig.assertPermitIsFree();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void failed_afterHead_isJudgedByTheStatus(int status) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        assertThat(rig.transport.exchange(0).head(status, Map.of())).isTrue();
        assertThat(future).isNotDone();

        rig.transport.exchange(0).fail("the connection broke");

        Rig.assertJudgedByStatus(future, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void bodyTimeout_afterHead_abortsAndIsJudgedByTheStatus(int status) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(status, Map.of());

        rig.time.advance(Duration.ofSeconds(1).minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        Rig.assertJudgedByStatus(future, status);
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        rig.assertPermitIsFree();
    }

    @Test
    void bodyTimeout_headJustBeforeTheDeadline_endsWithTheDeadline() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.time.advance(COMMAND_TIMEOUT.minusMillis(1));
        rig.transport.exchange(0).head(202, Map.of());

        rig.time.advance(Duration.ofMillis(1));

        assertThat(future).isCompletedWithValueMatching(receipt -> receipt.status() == 202);
    }

    @Test
    void cancel_afterHead_isJudgedByTheStatus() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(404, Map.of());

        rig.client.close();

        Rig.assertJudgedByStatus(future, 404);
    }
}

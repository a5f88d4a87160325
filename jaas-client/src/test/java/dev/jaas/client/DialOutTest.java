// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.client.ScriptedTransport.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one command that rings, and bills, again when it is sent again. */
@Timeout(60)
class DialOutTest {

    /** Enough for any deadline, backoff and Retry-After, and for a 401 to be worth another token. */
    private static final Duration A_WHILE = Duration.ofSeconds(11);

    private final Rig rig = new Rig();

    /** Every outcome of an attempt that there is: each status, each kind of failure, and none at all. */
    private static List<Behaviour> outcomes() {
        return Stream.concat(
                        IntStream.concat(IntStream.rangeClosed(100, 599), IntStream.of(0, 999))
                                .mapToObj(status -> respond(status, Map.of("Retry-After", "0"), "")),
                        Stream.of(
                                ScriptedTransport.refusal(),
                                ScriptedTransport.reset(),
                                ScriptedTransport.silence(),
                                ScriptedTransport.connecting(),
                                ScriptedTransport.doing(exchange -> exchange.respond(200, Map.of(), "unasked")),
                                exchange -> {
                                    throw new IllegalStateException("a transport that breaks its contract");
                                },
                                exchange -> null))
                .toList();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** What one outcome leaves behind, be it a place, a token or a pause, must not have the next command sent twice. */
    @Test
    void dialOut_whateverHappensAndHappenedBefore_isSentOnce() {
        List<Behaviour> outcomes = outcomes();
        try (Rig one = new Rig(1, builder -> builder.tokenLifetime(Duration.ofDays(1)))) {
            for (int before = 0; before < outcomes.size(); before++) {
                one.token();
                one.time.advance(A_WHILE);
                one.transport.then(outcomes.get(before));
                CompletableFuture<CommandReceipt> future = one.execute(Commands.DIAL_OUT);
                one.time.advance(A_WHILE);

                assertThat(future).as("outcome %d", before).isDone();
                assertThat(one.transport.requests()).hasSize(before + 1);
            }
            assertThat(one.transport.maxInFlight()).isEqualTo(1);
            assertThat(one.signer.signatures()).as("one more after the 401").isEqualTo(2);
        }
    }

    @Test
    void dialOut_itsOneAttempt_getsAllThatIsLeft() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.signer.thenHang(release);
        rig.transport.always(respond(200));
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.signer.awaitNext(1);
        rig.time.advance(Duration.ofSeconds(3));

        release.countDown();

        assertThat(Rig.await(future).elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rig.transport.requests()).hasSize(1);
    }

    @Test
    void dialOut_whenTheTokenCameJustInTime_isSent() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.signer.thenHang(release);
        rig.transport.always(respond(200));
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.signer.awaitNext(1);
        rig.time.advance(Duration.ofMillis(9_750));

        release.countDown();

        assertThat(Rig.await(future).attempts()).isEqualTo(1);
        assertThat(rig.transport.requests()).hasSize(1);
    }

    @Test
    void dialOut_whenTheTokenCameTooLate_isNotSent() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.signer.thenHang(release);
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.signer.awaitNext(1);
        rig.time.advance(Duration.ofMillis(9_751));

        release.countDown();

        assertThat(Rig.failureOf(future))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("too little of the command's time was left to send it");
        assertThat(rig.transport.requests()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.Jwt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenUseTest {

    private static final Duration OLD_ENOUGH = Duration.ofSeconds(10).plusNanos(1);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void execute_manyCommandsAtOnce_areAuthorizedByOneSignature() {
        rig.transport.always(respond(200));

        List<CompletableFuture<CommandReceipt>> futures = IntStream.range(0, 1000)
                .mapToObj(i -> rig.execute(Commands.KICK))
                .toList();

        futures.forEach(Rig::await);
        assertThat(rig.signer.signatures()).isEqualTo(1);
        assertThat(rig.transport.requests())
                .hasSize(1000)
                .extracting(request -> request.headers().get("Authorization"))
                .containsOnly("Bearer " + rig.token().compact());
    }

    @Test
    void execute_afterA401ForAnOldToken_isSentOnceMoreWithANewOne() throws InterruptedException {
        rig.warm();
        rig.time.advance(OLD_ENOUGH);
        rig.transport.then(respond(401), respond(200));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ZERO);

        assertThat(Rig.await(future).attempts()).isEqualTo(2);
        assertThat(rig.signer.signatures()).isEqualTo(2);
        assertThat(rig.authorization(1)).isNotEqualTo(rig.authorization(0));
        assertThat(rig.authorization(1)).isEqualTo("Bearer " + rig.token().compact());
    }

    @Test
    void execute_afterA401ForAYoungToken_isRejected() throws InterruptedException {
        rig.warm();
        rig.time.advance(Duration.ofSeconds(10));
        rig.transport.then(respond(401));

        assertRejected(rig.execute(Commands.KICK), 1);
        rig.time.advance(Duration.ofSeconds(10));

        assertThat(rig.transport.requests()).hasSize(1);
        assertThat(rig.signer.signatures()).isEqualTo(1);
    }

    @Test
    void execute_afterAnotherStatusForAnOldToken_keepsIt() throws InterruptedException {
        rig.warm();
        rig.time.advance(OLD_ENOUGH);
        rig.transport.then(respond(503)).always(respond(200));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofMillis(100).minusNanos(1));
        assertThat(rig.transport.requests()).hasSize(1);
        rig.time.advance(Duration.ofNanos(1));

        assertThat(future).isCompleted();
        assertThat(rig.signer.signatures()).isEqualTo(1);
    }

    @Test
    void execute_afterASecond401_isRejectedEvenIfThatTokenIsOldByThen() throws InterruptedException {
        try (Rig patient = new Rig(
                32,
                builder -> builder.commandTimeout(Duration.ofMinutes(1))
                        .attemptTimeout(Duration.ofMinutes(1))
                        .maxAttempts(10)
                        .tokenLifetime(Duration.ofHours(1)))) {
            patient.warm();
            patient.time.advance(OLD_ENOUGH);
            patient.transport.then(respond(401));
            CompletableFuture<CommandReceipt> future = patient.execute(Commands.KICK);
            patient.time.advance(Duration.ZERO);
            patient.transport.exchange(1);
            patient.time.advance(OLD_ENOUGH);

            patient.transport.exchange(1).respond(401);

            assertRejected(future, 2);
            patient.transport.then(respond(200));
            Rig.await(patient.execute(Commands.KICK));
            assertThat(patient.authorization(2)).as("dropped all the same").isNotEqualTo(patient.authorization(1));
        }
    }

    @Test
    void execute_afterA401OnTheLastAttempt_isRejected() throws InterruptedException {
        try (Rig once = new Rig(32, builder -> builder.maxAttempts(1)).warm()) {
            once.time.advance(OLD_ENOUGH);
            once.transport.then(respond(401));

            assertRejected(once.execute(Commands.KICK), 1);
        }
    }

    @Test
    void dialOut_afterA401ForAnOldToken_isNotSentAgainButTheTokenIsDropped() throws InterruptedException {
        rig.warm();
        rig.time.advance(OLD_ENOUGH);
        rig.transport.then(respond(401)).always(respond(200));

        assertRejected(rig.execute(Commands.DIAL_OUT), 1);
        rig.time.advance(Duration.ofSeconds(10));
        assertThat(rig.transport.requests()).hasSize(1);

        Rig.await(rig.execute(Commands.DIAL_OUT));
        assertThat(rig.authorization(1)).isNotEqualTo(rig.authorization(0));
    }

    @Test
    void execute_manyThatGot401Together_haveOneNewTokenMade() throws InterruptedException {
        rig.warm();
        rig.time.advance(OLD_ENOUGH);
        List<CompletableFuture<CommandReceipt>> futures =
                IntStream.range(0, 32).mapToObj(i -> rig.execute(Commands.KICK)).toList();
        rig.transport.always(respond(200));

        for (int i = 0; i < 32; i++) {
            rig.transport.exchange(i).respond(401);
        }
        rig.time.advance(Duration.ZERO);

        assertThat(futures)
                .allSatisfy(future -> assertThat(Rig.await(future).attempts()).isEqualTo(2));
        assertThat(rig.signer.signatures()).isEqualTo(2);
    }

    @Test
    void banJwt_ofTheClientsOwnToken_isRefusedAndNothingIsSent() {
        Jwt own = rig.token();

        JaasException refusal = Rig.failureOf(rig.execute(new BanJwt(Commands.APP, own)));

        assertThat(refusal)
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(CommandRefusedException.Reason.OWN_TOKEN));
        assertThat(refusal.mayHaveTakenEffect()).isFalse();
        assertThat(rig.transport.requests()).isEmpty();
        assertThat(rig.time.delays()).isEmpty();
    }

    @Test
    void execute_signerThatFailsOnce_isTriedAgain() throws InterruptedException {
        rig.signer.thenFail(() -> new IllegalStateException("secret"));
        rig.transport.always(respond(200));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.awaitDelay(Duration.ofMillis(100));
        rig.time.advance(Duration.ofMillis(100));

        assertThat(Rig.await(future).attempts()).isEqualTo(1);
        assertThat(rig.observer.next(2))
                .containsExactly(
                        "no token: the signer failed (IllegalStateException)",
                        "KICK_PARTICIPANT failed 1 (the signer failed (IllegalStateException)), again in PT0.1S");
    }

    @Test
    void dialOut_signerThatFails_isNotDelivered() {
        rig.signer.thenThrow(new StackOverflowError("secret"));

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT)))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("the signer failed (StackOverflowError)")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void execute_afterASignerThatHung_recovers() throws InterruptedException {
        rig.signer.thenHangDeafly(new CountDownLatch(1));
        CompletableFuture<CommandReceipt> hung = rig.execute(Commands.KICK);
        rig.signer.awaitNext(1);
        rig.time.advance(Duration.ofSeconds(10));
        assertThat(hung).isCompletedExceptionally();
        rig.transport.always(respond(200));

        assertThat(Rig.await(rig.execute(Commands.KICK)).attempts()).isEqualTo(1);
    }

    @Test
    void execute_unknownThenNoToken_staysUnknown() throws InterruptedException {
        rig.warm();
        rig.transport.then(ScriptedTransport.doing(exchange -> {
            rig.time.stepWallClock(Duration.ofDays(1)); // the token has expired
            exchange.send();
            exchange.respond(503);
        }));
        for (int i = 0; i < 3; i++) {
            rig.signer.thenFail(IllegalStateException::new);
        }

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.advance(Duration.ofMillis(100));
        rig.time.awaitDelay(Duration.ofMillis(200));
        rig.time.advance(Duration.ofMillis(200));

        assertThat(Rig.failureOf(future))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("JaaS responded with 503")
                .hasMessageNotContaining("signer");
        assertThat(Rig.failureOf(future).attempts()).isEqualTo(1);
    }

    @Test
    void execute_noTokenThenAResponse_isJudgedByTheResponse() throws InterruptedException {
        rig.signer.thenFail(IllegalStateException::new);
        rig.transport.always(respond(404));

        CompletableFuture<CommandReceipt> future = rig.execute(Commands.KICK);
        rig.time.awaitDelay(Duration.ofMillis(100));
        rig.time.advance(Duration.ofMillis(100));

        assertThat(Rig.failureOf(future).status()).hasValue(404);
    }

    @Test
    void banJwt_ofTheClientsOwnTokenAfterASignerThatFailed_isRefused() throws InterruptedException {
        rig.warm();
        Jwt own = rig.token();
        rig.time.stepWallClock(Duration.ofDays(1)); // the token has expired
        rig.signer.thenFail(IllegalStateException::new);

        CompletableFuture<CommandReceipt> future = rig.execute(new BanJwt(Commands.APP, own));
        rig.time.awaitDelay(Duration.ofMillis(100));
        rig.time.advance(Duration.ofMillis(100));

        assertThat(Rig.failureOf(future)).isInstanceOf(CommandRefusedException.class);
        assertThat(rig.transport.requests()).isEmpty();
    }

    @Test
    void failures_ofEveryKind_holdNoSecret() throws InterruptedException {
        rig.warm();
        String token = rig.token().compact();
        for (int status : new int[] {302, 400, 401, 500}) {
            rig.transport.then(ScriptedTransport.doing(exchange -> {
                exchange.send();
                exchange.respond(
                        status,
                        Map.of("X-Echo", token),
                        "you sent " + exchange.request().headers());
            }));
            JaasException failure = Rig.failureOf(rig.execute(Commands.DIAL_OUT));
            StringWriter printed = new StringWriter();
            failure.printStackTrace(new PrintWriter(printed));

            assertThat(printed.toString()).contains("you sent").doesNotContain(token, token.substring(0, 20));
        }
        assertThat(Rig.failureOf(rig.execute(new BanJwt(Commands.APP, rig.token()))))
                .hasMessageNotContaining(token);
    }

    private static void assertRejected(CompletableFuture<CommandReceipt> future, int attempts) {
        assertThat(Rig.failureOf(future)).isInstanceOfSatisfying(CommandRejectedException.class, rejection -> {
            assertThat(rejection.reason()).isEqualTo(CommandRejectedException.Reason.UNAUTHENTICATED);
            assertThat(rejection.attempts()).isEqualTo(attempts);
        });
    }
}

package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.connecting;
import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of one exchange, in time and size, and what its parts prove. Dial-outs, so that there is one attempt. */
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
    void connectTimeout_beforeGate_isNotDeliveredAndNothingIsSentLater() throws InterruptedException {
        rig.transport.then(connecting());
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(CONNECT_TIMEOUT.minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        assertThat(Rig.failureOf(future))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("no connection to 8x8.vc:443 was ready in time");
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertThat(rig.transport.exchange(0).send()).as("the gate is closed").isFalse();
        assertPermitIsFree();
    }

    @Test
    void connectTimeout_afterGate_leavesTheAttemptItsWholeTime() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.time.advance(COMMAND_TIMEOUT.minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(Rig.failureOf(future).elapsed()).isEqualTo(COMMAND_TIMEOUT);
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertPermitIsFree();
    }

    @Test
    void attemptTimeout_afterGate_isUnknownAndTriedAgain() throws InterruptedException {
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
    void failed_beforeGate_isNotDelivered() {
        rig.transport.then(ScriptedTransport.refusal());

        assertThat(Rig.failureOf(rig.execute(Commands.DIAL_OUT)))
                .isInstanceOf(CommandNotDeliveredException.class)
                .hasMessageContaining("connection refused (ConnectException)");
        assertPermitIsFree();
    }

    @Test
    void failed_afterGate_isUnknown() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.transport.exchange(0).fail("the connection was reset (SocketException)");

        assertThat(Rig.failureOf(future)).isInstanceOf(DeliveryUnknownException.class);
        assertThat(rig.transport.exchange(0).isAborted())
                .as("the adapter knows that it is over")
                .isFalse();
        assertPermitIsFree();
    }

    @Test
    void complete_wholeResponse_doesNotAbortAnything() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        rig.transport.exchange(0).respond(200);

        assertThat(Rig.await(future).status()).isEqualTo(200);
        assertThat(rig.transport.exchange(0).isAborted()).isFalse();
        assertThat(rig.time.delays()).isEmpty();
        assertPermitIsFree();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void failed_afterHead_isJudgedByTheStatus(int status) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        assertThat(rig.transport.exchange(0).head(status, Map.of())).isTrue();
        assertThat(future).isNotDone();

        rig.transport.exchange(0).fail("the connection broke");

        assertJudgedByStatus(future, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void bodyTimeout_afterHead_abortsAndIsJudgedByTheStatus(int status) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(status, Map.of());

        rig.time.advance(Duration.ofSeconds(1).minus(TICK));
        assertThat(future).isNotDone();
        rig.time.advance(TICK);

        assertJudgedByStatus(future, status);
        assertThat(rig.transport.exchange(0).isAborted()).isTrue();
        assertPermitIsFree();
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

        assertJudgedByStatus(future, 404);
    }

    @Test
    void body_ofExactlyTheLimit_isReadToItsEnd() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        ScriptedExchange exchange = rig.transport.exchange(0);
        exchange.head(404, Map.of());

        assertThat(exchange.body(new byte[64 * 1024 - 1])).isTrue();
        assertThat(exchange.body(new byte[1])).isTrue();
        assertThat(future).isNotDone();
        exchange.complete();

        assertJudgedByStatus(future, 404);
    }

    @ParameterizedTest
    @MethodSource("oversized")
    void body_beyondTheLimit_isRefusedAndJudgedByTheStatus(List<Integer> parts) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        ScriptedExchange exchange = rig.transport.exchange(0);
        exchange.head(404, Map.of());
        for (int part : parts.subList(0, parts.size() - 1)) {
            assertThat(exchange.body(new byte[part])).isTrue();
        }

        assertThat(exchange.body(new byte[parts.get(parts.size() - 1)]))
                .as("the adapter is to close the connection")
                .isFalse();

        assertJudgedByStatus(future, 404);
        assertPermitIsFree();
    }

    static Stream<List<Integer>> oversized() {
        return Stream.of(List.of(64 * 1024 + 1), List.of(64 * 1024, 1), List.of(40_000, 40_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedHeads")
    void head_malformed_isRefusedAndUnknown(String name, int status, Map<String, List<String>> headers)
            throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        assertThat(rig.transport.exchange(0).head(status, headers)).isFalse();

        assertThat(Rig.failureOf(future))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("the response is not valid HTTP");
        assertThat(Rig.failureOf(future).status()).isEmpty();
        assertPermitIsFree();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                Arguments.of("status below 200", 199, Map.of()),
                Arguments.of("negative status", -20, Map.of()),
                Arguments.of("status of four digits", 1000, Map.of()),
                Arguments.of("two lengths", 200, Map.of("Content-Length", List.of("1", "2"))),
                Arguments.of("length that is no number", 200, Map.of("content-length", List.of("many"))),
                Arguments.of("negative length", 200, Map.of("Content-Length", List.of("-1"))),
                Arguments.of("empty length", 200, Map.of("Content-Length", List.of(""))),
                Arguments.of("length of 19 digits", 200, Map.of("Content-Length", List.of("1".repeat(19)))),
                Arguments.of("length in other digits", 200, Map.of("Content-Length", List.of("\u0663"))),
                Arguments.of(
                        "length and transfer encoding",
                        200,
                        Map.of("Content-Length", List.of("1"), "Transfer-Encoding", List.of("chunked"))));
    }

    @ParameterizedTest
    @MethodSource("wellFormedHeads")
    void head_wellFormed_isTaken(int status, Map<String, List<String>> headers) throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        ScriptedExchange exchange = rig.transport.exchange(0);

        assertThat(exchange.head(status, headers)).isTrue();
        exchange.complete();

        assertJudgedByStatus(future, status);
    }

    static Stream<Arguments> wellFormedHeads() {
        return Stream.of(
                Arguments.of(200, Map.of("Content-Length", List.of("3", "3"))),
                Arguments.of(200, Map.of("Content-Length", List.of("1".repeat(18)))),
                Arguments.of(200, Map.of("Transfer-Encoding", List.of("chunked"))),
                Arguments.of(299, Map.of("Content-Length", List.of("0"))),
                Arguments.of(999, Map.of()));
    }

    @Test
    void head_aSecondOne_isRefusedAndDoesNotCount() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(200, Map.of());

        assertThat(rig.transport.exchange(0).head(503, Map.of())).isFalse();

        assertJudgedByStatus(future, 200);
        assertPermitIsFree();
    }

    @Test
    void body_withoutHead_isRefusedAndUnknown() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        assertThat(rig.transport.exchange(0).body(new byte[1])).isFalse();

        assertThat(Rig.failureOf(future))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("the response has no head");
        assertPermitIsFree();
    }

    @Test
    void beforeSend_afterTheHead_isRefusedAndDoesNotDisturbTheResponse() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(404, Map.of());

        assertThat(rig.transport.exchange(0).send()).isFalse();
        rig.transport.exchange(0).complete();

        assertJudgedByStatus(future, 404);
    }

    private void assertPermitIsFree() {
        rig.transport.then(respond(204));
        assertThat(Rig.await(rig.execute(Commands.DIAL_OUT)).status()).isEqualTo(204);
    }

    private static void assertJudgedByStatus(CompletableFuture<CommandReceipt> future, int status) {
        assertThat(future).isDone();
        if (status / 100 == 2) {
            assertThat(Rig.await(future).status()).isEqualTo(status);
            return;
        }
        JaasException failure = Rig.failureOf(future);
        assertThat(failure)
                .isInstanceOf(status / 100 == 4 ? CommandRejectedException.class : DeliveryUnknownException.class);
        assertThat(failure.status()).hasValue(status);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.DeliveryUnknownException;
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

/** Which parts of a response an attempt takes, and what they prove. Dial-outs, so that there is one attempt. */
@Timeout(60)
class AttemptResponseTest {

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
    void body_ofExactlyTheLimit_isReadToItsEnd() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        ScriptedExchange exchange = rig.transport.exchange(0);
        exchange.head(404, Map.of());

        assertThat(exchange.body(new byte[64 * 1024 - 1])).isTrue();
        assertThat(exchange.body(new byte[1])).isTrue();
        assertThat(future).isNotDone();
        exchange.complete();

        Rig.assertJudgedByStatus(future, 404);
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

        Rig.assertJudgedByStatus(future, 404);
        rig.assertPermitIsFree();
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
        rig.assertPermitIsFree();
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

        Rig.assertJudgedByStatus(future, status);
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

        Rig.assertJudgedByStatus(future, 200);
        rig.assertPermitIsFree();
    }

    @Test
    void body_withoutHead_isRefusedAndUnknown() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);

        assertThat(rig.transport.exchange(0).body(new byte[1])).isFalse();

        assertThat(Rig.failureOf(future))
                .isInstanceOf(DeliveryUnknownException.class)
                .hasMessageContaining("the response has no head");
        rig.assertPermitIsFree();
    }

    @Test
    void beforeSend_afterTheHead_isRefusedAndDoesNotDisturbTheResponse() throws InterruptedException {
        CompletableFuture<CommandReceipt> future = rig.execute(Commands.DIAL_OUT);
        rig.transport.exchange(0).head(404, Map.of());

        assertThat(rig.transport.exchange(0).send()).isFalse();
        rig.transport.exchange(0).complete();

        Rig.assertJudgedByStatus(future, 404);
    }
}

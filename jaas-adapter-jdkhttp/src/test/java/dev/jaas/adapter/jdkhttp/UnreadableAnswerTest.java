package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.TransportResponse;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers after which the JDK's client would leave a connection open, or use it again. */
class UnreadableAnswerTest extends TransportTests {

    @Test
    void send_proxyUnreadable_failsAsNotSentAndConnectionIsClosedWhereJdkCan() {
        ScriptedServer proxy = server(READ.send("Good day to you\r\n\r\n").hold());
        JdkHttpTransport transport = through(proxy);

        assertThat(failure(transport, post(URI.create("https://conference.invalid/"), AMPLE))
                        .mayHaveBeenSent())
                .isFalse();

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(proxy.awaitNoOpenConnection(CLIENTS_CAN_BE_ENDED ? AMPLE : SHORT))
                .isEqualTo(CLIENTS_CAN_BE_ENDED);
    }

    @Test
    void send_lengthAndChunks_statusDecidesAndConnectionIsNotUsedAgain() {
        ScriptedServer server = server(READ.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                .forever());

        TransportResponse response = answer(open(JdkHttpTransport.create()), post(server.uri("/"), AMPLE));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.complete()).isFalse();
        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @Test
    void send_lengthsContradict_connectionIsNotUsedAgain() {
        ScriptedServer server = server(READ.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                .forever());

        assertThat(failure(open(JdkHttpTransport.create()), post(server.uri("/"), AMPLE)))
                .hasMessageContaining("not valid HTTP");

        assertThat(server.awaitNoOpenConnection(AMPLE)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unreadableAnswers")
    void send_answerUnreadable_connectionIsClosedWhereJdkCan(Script unreadable) {
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? unreadable : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());

        assertThat(failure(transport, post(server.uri("/"), AMPLE)).mayHaveBeenSent())
                .isTrue();

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(server.awaitNoOpenConnection(CLIENTS_CAN_BE_ENDED ? AMPLE : SHORT))
                .isEqualTo(CLIENTS_CAN_BE_ENDED);
        assertThat(answer(transport, post(server.uri("/"), AMPLE)).status()).isEqualTo(200);
        assertThat(transport.abandonedConnections()).isEqualTo(1);
    }

    static Stream<Script> unreadableAnswers() {
        return Stream.of(
                READ.send("Good day to you\r\n\r\n").hold(),
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n").hold(),
                READ.send("HTTP/1.1 200 OK\r\n").repeat("X-More: " + "x".repeat(8000) + "\r\n", Duration.ZERO),
                READ.repeat("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO));
    }

    @Test
    void send_answerUnreadableBesideAnother_leavesTheOtherAlone() {
        CountDownLatch second = new CountDownLatch(1);
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1
                ? Script.accept().answer(request -> {
                    await(second);
                    return Script.response(200, "");
                })
                : READ.send("Good day to you\r\n\r\n").hold()));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        CompletableFuture<TransportResponse> slow = transport.send(post(server.uri("/slow"), AMPLE));
        assertThat(server.awaitConnections(1, AMPLE)).isTrue();

        failure(transport, post(server.uri("/unreadable"), AMPLE));
        second.countDown();

        assertThat(slow)
                .succeedsWithin(AMPLE)
                .extracting(TransportResponse::status)
                .isEqualTo(200);
    }

    @Test
    void wrap_answerUnreadable_clientGoesOn() {
        ScriptedServer server = closeLater(ScriptedServer.start(
                number -> number == 1 ? READ.send("Good day to you\r\n\r\n").hold() : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(HttpClient.newHttpClient()));

        failure(transport, post(server.uri("/"), AMPLE));

        assertThat(transport.abandonedConnections()).isEqualTo(1);
        assertThat(answer(transport, post(server.uri("/"), AMPLE)).status()).isEqualTo(200);
    }
}

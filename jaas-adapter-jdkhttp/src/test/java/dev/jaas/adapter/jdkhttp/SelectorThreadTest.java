// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.spi.Exchange;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** The thread of the JDK's client ends when the transport is closed, without garbage collection, unless it was wrapped. */
@Timeout(120)
class SelectorThreadTest extends TransportTests {

    private static final int ROUNDS = 200;
    private static final long MAX_DELAY_NANOS = 2_000_000;
    private static final long SEED = 20_261_128;

    private final Set<Thread> before = selectorThreads();

    @Test
    void close_afterResponse_endsSelectorThread() throws Exception {
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        post(transport, server(SERVE).uri("/")).statusOfComplete();

        assertCloseEndsSelectorThread(transport);
    }

    @Test
    void close_afterConnectionRefused_endsSelectorThread() throws Exception {
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        post(transport, refusingUri()).failureBeforeSend();

        assertCloseEndsSelectorThread(transport);
    }

    @Test
    void close_whileConnecting_endsSelectorThread() throws Exception {
        ScriptedServer server = closeLater(ScriptedServer.withFullBacklog());
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener listener = post(transport, server.uri("/"));
        while (newThreads().isEmpty() && !listener.hasEnded()) {
            Thread.onSpinWait();
        }

        assertCloseEndsSelectorThread(transport);
        assertThat(listener.failureBeforeSend()).contains("the transport was closed");
    }

    @Test
    void close_whileResponseIsAwaited_endsSelectorThreadAndConnection() throws Exception {
        ScriptedServer server = server(READ.hold());
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener listener = post(transport, server.uri("/"));
        assertThat(server.awaitRequests(1, AMPLE)).isTrue();

        assertCloseEndsSelectorThread(transport);
        assertThat(listener.failureAfterSend()).contains("the transport was closed");
        assertThat(server.awaitNoOpenConnection(PROMPT)).isTrue();
    }

    @Test
    void close_withinBody_endsSelectorThreadAndConnection() throws Exception {
        ScriptedServer server = server(
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart").hold());
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener listener = post(transport, server.uri("/"));
        listener.awaitStatus();

        assertCloseEndsSelectorThread(transport);
        assertThat(listener.failureAfterSend()).contains("the transport was closed");
        assertThat(server.awaitNoOpenConnection(PROMPT)).isTrue();
    }

    /** The JDK's client may take an aborted exchange for unfinished; then not even garbage collection ends the thread. */
    @Test
    void close_afterAborts_endsSelectorThreadAndIdleConnections() throws Exception {
        Script half =
                READ.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart").hold();
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? half : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        RecordingListener aborted = new RecordingListener();
        Exchange exchange = transport.start(request("POST", server.uri("/")), aborted);
        aborted.awaitStatus();
        exchange.abort();
        post(transport, server.uri("/")).statusOfComplete();

        assertCloseEndsSelectorThread(transport);
        assertThat(server.awaitNoOpenConnection(PROMPT)).isTrue();
    }

    @Test
    void close_afterClientWasReplaced_endsSelectorThreadsOfBoth() throws Exception {
        Script unreadable = READ.send("Good day to you\r\n\r\n").hold();
        ScriptedServer server = closeLater(ScriptedServer.start(number -> number == 1 ? unreadable : SERVE));
        JdkHttpTransport transport = open(JdkHttpTransport.create());
        post(transport, server.uri("/")).failureAfterSend();
        post(transport, server.uri("/")).statusOfComplete();
        Set<Thread> threads = newThreads();
        if (!CLIENT_CAN_BE_SHUT_DOWN) {
            assertThat(threads).hasSize(2);
        }

        transport.close();

        assertEnded(threads);
    }

    @Test
    void close_asExchangesStart_endsExchangesConnectionsAndThreads() throws Exception {
        ScriptedServer server = server(SERVE);
        Random random = new Random(SEED);
        List<RecordingListener> listeners = new ArrayList<>();
        Set<Thread> started = new HashSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            JdkHttpTransport transport = open(JdkHttpTransport.create());
            listeners.add(post(transport, server.uri("/1")));
            listeners.add(post(transport, server.uri("/2")));
            long end = System.nanoTime() + random.nextLong(MAX_DELAY_NANOS);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            started.addAll(newThreads());
            transport.close();
        }

        assertThat(listeners).allMatch(RecordingListener::hasEnded);
        assertThat(server.awaitNoOpenConnection(PROMPT)).isTrue();
        assertEnded(started);
        assertEnded(newThreads());
    }

    @Test
    void close_wrappedClient_staysUsable() throws Exception {
        ScriptedServer server = server(SERVE);
        HttpClient client = HttpClient.newHttpClient();
        JdkHttpTransport transport = open(JdkHttpTransport.wrap(client));
        post(transport, server.uri("/")).statusOfComplete();

        transport.close();

        assertThat(newThreads()).hasSize(1).noneMatch(Thread::isInterrupted);
        assertThat(client.sendAsync(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.discarding())
                        .get(AMPLE.toSeconds(), TimeUnit.SECONDS)
                        .statusCode())
                .isEqualTo(200);
        assertThat(newThreads()).hasSize(1);
    }

    @Test
    @EnabledForJreRange(maxVersion = 20)
    void find_ofSeveralClients_isThatOfTheClient() {
        HttpClient one = HttpClient.newHttpClient();
        HttpClient other = HttpClient.newHttpClient();

        assertThat(newThreads()).hasSize(2);
        assertThat(SelectorThread.find(one)).get().isIn(newThreads());
        assertThat(SelectorThread.find(other)).get().isIn(newThreads());
        assertThat(SelectorThread.find(one)).isNotEqualTo(SelectorThread.find(other));
    }

    private void assertCloseEndsSelectorThread(JdkHttpTransport transport) throws InterruptedException {
        Set<Thread> threads = newThreads();
        assertThat(threads).hasSize(1);

        transport.close();

        assertEnded(threads);
    }

    private static void assertEnded(Set<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(PROMPT.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private Set<Thread> newThreads() {
        Set<Thread> threads = selectorThreads();
        threads.removeAll(before);
        return threads;
    }

    private static Set<Thread> selectorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("-SelectorManager"))
                .collect(Collectors.toSet());
    }

    private static URI refusingUri() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + unused.getLocalPort() + "/");
        }
    }
}

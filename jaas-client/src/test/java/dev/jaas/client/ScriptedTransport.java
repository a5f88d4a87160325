package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A transport that does what it is told, request by request, and remembers what it was asked. */
final class ScriptedTransport implements HttpTransport {

    /** What becomes of one request; it may break the transport's contract. */
    interface Behaviour {
        CompletableFuture<TransportResponse> send(TransportRequest request);
    }

    private final int places;
    private final Deque<Behaviour> script = new ConcurrentLinkedDeque<>();
    private final List<TransportRequest> requests = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<TransportResponse>> exchanges = new ArrayList<>();
    private final List<CompletableFuture<TransportResponse>> open = new ArrayList<>();
    private volatile Behaviour otherwise = silence();
    private volatile boolean mayBlock = true;
    private volatile boolean closed;
    private int mostInFlight;

    ScriptedTransport(int places) {
        this.places = places;
    }

    static Behaviour silence() {
        return request -> new CompletableFuture<>();
    }

    static Behaviour answer(int status) {
        return request -> CompletableFuture.completedFuture(response(status));
    }

    static Behaviour answer(int status, Map<String, String> headers, String body) {
        return request -> CompletableFuture.completedFuture(response(status, headers, body));
    }

    static Behaviour failure(Throwable failure) {
        return request -> CompletableFuture.failedFuture(failure);
    }

    static Behaviour refusal() {
        return failure(TransportException.notSent("connection refused (ConnectException)"));
    }

    static Behaviour reset() {
        return failure(TransportException.unknown("the connection was reset (SocketException)"));
    }

    static TransportResponse response(int status) {
        return response(status, Map.of(), "");
    }

    static TransportResponse response(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new TransportResponse(status, lists, body.getBytes(UTF_8), true);
    }

    /** What becomes of the next requests, in this order. */
    ScriptedTransport then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** What becomes of every request after the scripted ones; silence, unless told. */
    ScriptedTransport always(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    void forbidBlocking() {
        mayBlock = false;
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        requests.add(request);
        Behaviour next = script.poll();
        CompletableFuture<TransportResponse> exchange = (next == null ? otherwise : next).send(request);
        if (exchange != null) { // a behaviour may break the contract
            synchronized (exchanges) {
                exchanges.add(exchange);
                open.add(exchange);
                mostInFlight = Math.max(mostInFlight, inFlight());
                exchanges.notifyAll();
            }
        }
        return exchange;
    }

    @Override
    public boolean mayBlockCurrentThread() {
        return mayBlock;
    }

    @Override
    public int maxConcurrentExchanges() {
        return places;
    }

    @Override
    public void close() {
        closed = true;
    }

    List<TransportRequest> requests() {
        return requests;
    }

    /** Waits for a request, and gives what {@link #send} returned; completing it is answering. */
    CompletableFuture<TransportResponse> exchange(int index) throws InterruptedException {
        long patience = System.nanoTime() + Rig.PATIENCE.toNanos();
        synchronized (exchanges) {
            while (exchanges.size() <= index) {
                long left = patience - System.nanoTime();
                assertThat(left)
                        .as("only %d requests were sent", exchanges.size())
                        .isPositive();
                exchanges.wait(left / 1_000_000 + 1);
            }
            return exchanges.get(index);
        }
    }

    int inFlight() {
        synchronized (exchanges) {
            open.removeIf(CompletableFuture::isDone);
            return open.size();
        }
    }

    int mostInFlight() {
        synchronized (exchanges) {
            return mostInFlight;
        }
    }

    boolean isClosed() {
        return closed;
    }
}

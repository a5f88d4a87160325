package dev.jaas.adapter.jdkhttp;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportException;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: a worker sends the request and waits for the answer, and an interrupt of that worker ends it, which makes
 * the JDK's client close the connection. Whoever comes first settles it: the worker, the clock, the transport's end, or
 * the caller, who may cancel the future.
 */
final class Exchange implements Runnable {

    private final TransportRequest request;
    private final Route route;
    private final Threads threads;
    private final RequestBody body;
    private final Queue<Future<?>> timers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final CompletableFuture<TransportResponse> future = new CompletableFuture<>();
    private volatile @Nullable Answer answer;
    private volatile boolean started;
    private @Nullable Thread worker;

    Exchange(TransportRequest request, Route route, Threads threads) {
        this.request = request;
        this.route = route;
        this.threads = threads;
        this.body = new RequestBody(request.body());
    }

    /** Starts it, at most once. */
    CompletableFuture<TransportResponse> start() {
        var unused = future.whenComplete((response, failure) -> callerMayHaveCancelled());
        after(request.timeout(), this::timeIsUp);
        try {
            threads.execute(this);
        } catch (RejectedExecutionException closed) {
            stop("the transport is closed", "");
        }
        return future;
    }

    private void callerMayHaveCancelled() {
        if (settle()) {
            body.withhold();
            interruptWorker();
        }
    }

    /** Ends the exchange, unless it has ended: with the answer if its head has come, and otherwise with a failure. */
    void stop(String whyNotSent, String whyUnknown) {
        if (settle()) {
            boolean notSent = body.withhold();
            interruptWorker();
            Answer so = answer;
            if (so != null) {
                future.complete(so.response());
            } else {
                future.completeExceptionally(
                        notSent ? TransportException.notSent(whyNotSent) : TransportException.unknown(whyUnknown));
            }
        }
    }

    private void timeIsUp() {
        stop(
                started ? "no connection to %s in time".formatted(peer()) : "no free connection in time",
                "no answer in time");
    }

    private void connectTimeIsUp() {
        if (body.withhold()) {
            stop("no connection to %s in time".formatted(peer()), "");
        }
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        Exception failure = null;
        try {
            after(route.timeToConnect(request.uri()), this::connectTimeIsUp);
            Clients.Lease lease = route.clients().take();
            try {
                send(lease.client());
            } catch (IOException | InterruptedException | RuntimeException e) {
                failure = e;
            } finally {
                route.clients().giveBack(lease, isAbandonment(failure));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        end();
        if (settle()) {
            conclude(failure);
        }
    }

    private void send(HttpClient client) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.method(), body);
        request.headers().forEach(builder::header);
        if (route.proxyAuthorization() != null) {
            builder.header("Proxy-Authorization", route.proxyAuthorization());
        }
        client.send(builder.build(), this::headHasCome);
    }

    /** May run on the client's selector thread. */
    private BodySubscriber<@Nullable Void> headHasCome(ResponseInfo head) {
        Answer it = new Answer(head);
        if (it.isWellFormed()) {
            answer = it;
            after(HttpTransport.BODY_PATIENCE, () -> stop("", ""));
        }
        return it;
    }

    /**
     * Measured on 17 and 25: after these the JDK's client leaves the connection open. A {@link RuntimeException} is one of
     * them when it comes of the answer's head.
     */
    private boolean isAbandonment(@Nullable Exception failure) {
        return failure instanceof ProtocolException || (failure instanceof RuntimeException && !body.withhold());
    }

    private void conclude(@Nullable Exception failure) {
        Answer whole = answer;
        if (whole != null) {
            future.complete(whole.response());
        } else if (body.withhold() || Failures.isFailedHandshake(failure)) {
            future.completeExceptionally(TransportException.notSent(Failures.toConnect(peer(), failure)));
        } else {
            future.completeExceptionally(TransportException.unknown(Failures.toAnswer(peer(), failure)));
        }
    }

    private String peer() {
        int port = request.uri().getPort();
        int standard = "https".equals(request.uri().getScheme()) ? 443 : 80;
        return request.uri().getHost() + ":" + (port < 0 ? standard : port);
    }

    private boolean settle() {
        boolean first = settled.compareAndSet(false, true);
        if (first) {
            cancelTimers();
        }
        return first;
    }

    private void after(Duration delay, Runnable task) {
        timers.add(threads.after(delay, task));
        if (settled.get()) {
            cancelTimers();
        }
    }

    private void cancelTimers() {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
    }

    private synchronized boolean begin() {
        started = true;
        worker = settled.get() ? null : Thread.currentThread();
        return worker != null;
    }

    private synchronized void interruptWorker() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** From here on the worker is not interrupted on this exchange's behalf; its pool clears a flag that is still set. */
    private synchronized void end() {
        worker = null;
    }
}

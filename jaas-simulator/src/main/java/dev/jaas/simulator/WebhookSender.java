// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends events to a webhook endpoint, one after the other on a thread of its own, each until the endpoint accepts it. An event that
 * waits for its next attempt does not hold up later ones. Thread-safe.
 */
final class WebhookSender implements AutoCloseable {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_DELAY_MILLIS = 500;
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Where and how events are sent.
     *
     * @param url the endpoint
     * @param key its secret
     * @param faults what goes wrong on purpose
     * @param firstPause the pause after the first failed attempt; it doubles with each, up to a minute
     * @param listener is notified of each attempt, unless its event was dropped meanwhile
     */
    record Settings(
            URI url,
            SecretKeySpec key,
            WebhookFaults faults,
            Duration firstPause,
            BiConsumer<RoomSessions.Event, WebhookAttempt> listener) {}

    private final Settings settings;
    private final Clock clock;
    private final HttpClient http;
    private final ScheduledThreadPoolExecutor thread;

    // Guarded by this.
    private final Random random;
    private int generation;
    private int pending;

    WebhookSender(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        random = new Random(settings.faults.seed);
        // A proxy is not for loopback, where endpoints under test are.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "jaas-simulator-webhooks");
            made.setDaemon(true);
            return made;
        });
    }

    static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /** Queues an event, unless it is to be lost. Never blocks. */
    synchronized void send(RoomSessions.Event event) {
        if (thread.isShutdown() || random.nextInt(100) < settings.faults.lost) {
            return;
        }
        int deliveries = random.nextInt(100) < settings.faults.repeated ? 2 : 1;
        for (int i = 0; i < deliveries; i++) {
            boolean delayed = random.nextInt(100) < settings.faults.reordered;
            pending++;
            schedule(event, 1, delayed ? random.nextInt(MAX_DELAY_MILLIS + 1) : 0, generation);
        }
    }

    /** Waits until every delivery was accepted; returns whether it was. */
    synchronized boolean await(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); pending > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return pending == 0;
    }

    /** Drops what was not delivered yet. */
    synchronized void clear() {
        generation++;
        pending = 0;
        thread.getQueue().clear();
        notifyAll();
    }

    /** Ends the thread, and the attempt that it may be making. */
    @Override
    public void close() {
        synchronized (this) {
            thread.shutdownNow();
        }
        clear();
    }

    private synchronized void schedule(RoomSessions.Event event, int attempt, long delayMillis, int ofGeneration) {
        if (isCurrent(ofGeneration) && !thread.isShutdown()) {
            thread.schedule(() -> deliver(event, attempt, ofGeneration), delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void deliver(RoomSessions.Event event, int attempt, int ofGeneration) {
        if (!isCurrent(ofGeneration)) {
            return;
        }
        WebhookAttempt made;
        try {
            made = new WebhookAttempt(
                    event.type(), event.key(), attempt, status(event.json().getBytes(UTF_8)));
        } catch (InterruptedException e) {
            return; // closed
        }
        if (!isCurrent(ofGeneration)) {
            return;
        }
        try {
            settings.listener.accept(event, made);
        } finally {
            if (made.isAccepted()) {
                accepted(ofGeneration);
            } else {
                schedule(event, attempt + 1, pauseMillis(attempt), ofGeneration);
            }
        }
    }

    private synchronized void accepted(int ofGeneration) {
        if (isCurrent(ofGeneration)) {
            pending--;
            notifyAll();
        }
    }

    /** Whether a delivery was not dropped by {@link #clear}. */
    private synchronized boolean isCurrent(int ofGeneration) {
        return ofGeneration == generation;
    }

    long pauseMillis(int failedAttempts) {
        long factor = 1L << Math.min(failedAttempts - 1, 16);
        return Math.min(settings.firstPause.toMillis() * factor, MAX_PAUSE.toMillis());
    }

    private int status(byte[] body) throws InterruptedException {
        String time = String.valueOf(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(settings.url)
                .header("Content-Type", "application/json")
                .header("X-Jaas-Signature", "t=" + time + ",v1=" + sign(time, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> response = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // The timeout of a request does not cover the body of its response.
            return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        } finally {
            response.cancel(true);
        }
    }

    private String sign(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(settings.key);
            mac.update((time + ".").getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + ALGORITHM + ", which every JVM must have.", e);
        }
    }
}

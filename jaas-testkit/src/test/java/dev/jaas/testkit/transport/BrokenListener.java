// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import java.net.Authenticator;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stands between an exchange of a {@link BrokenTransport} and its listener: what is reported wrongly. */
final class BrokenListener implements ExchangeListener {

    /** Logs what the console does not show. */
    private static final Logger LOGGER = Logger.getLogger("broken-transport");

    static {
        LOGGER.setLevel(Level.FINE);
    }

    private static final int LIMIT = 64 * 1024;

    private final BrokenTransport transport;
    private final TransportRequest request;
    private final ExchangeListener listener;

    // Used by the thread of the exchange alone.
    private final List<Runnable> collected = new ArrayList<>();
    private @Nullable Boolean granted;
    private boolean headReported;
    private boolean repeated;
    private int length;
    private volatile int status;
    private volatile boolean complete;
    private final ReentrantLock calls = new ReentrantLock();
    private @Nullable TransportRequest again;

    BrokenListener(BrokenTransport transport, TransportRequest request, ExchangeListener listener) {
        this.transport = transport;
        this.request = request;
        this.listener = listener;
        if (has(ContractViolation.ASKS_AT_START)) {
            askNow();
        }
    }

    private boolean has(ContractViolation violation) {
        return transport.has(violation);
    }

    /** What to send when the exchange has ended, or null for nothing. */
    @Nullable
    TransportRequest again() {
        return again;
    }

    BrokenListener repeated() {
        BrokenListener next = new BrokenListener(transport, request, listener);
        next.repeated = true;
        return next;
    }

    boolean isRefused() {
        return Boolean.FALSE.equals(granted);
    }

    boolean isComplete() {
        return complete;
    }

    boolean isUpgraded() {
        return status == 101;
    }

    /** Waits while the listener is called, unless the listener itself does. */
    void awaitReturn() {
        calls.lock();
        calls.unlock();
    }

    /** Asks sooner than is right. */
    void askNow() {
        granted = listener.beforeSend();
    }

    @Override
    public boolean beforeSend() {
        if (has(ContractViolation.DOES_NOT_ASK) || has(ContractViolation.ASKS_WITH_RESPONSE) || repeated) {
            return true;
        }
        if (granted == null) {
            transport.lock();
            askNow();
            transport.unlock();
        }
        return has(ContractViolation.IGNORES_REFUSAL)
                || has(ContractViolation.SENDS_ABORTED)
                || Boolean.TRUE.equals(granted);
    }

    @Override
    public boolean head(int status, Function<String, List<String>> headers) {
        if (has(ContractViolation.ASKS_WITH_RESPONSE)) {
            askNow();
        }
        if (has(ContractViolation.FOLLOWS_REDIRECTS)
                && status / 100 == 3
                && !headers.apply("Location").isEmpty()
                && !repeated) {
            again = to(request.uri().resolve(headers.apply("Location").get(0)));
            return false;
        }
        if (has(ContractViolation.REPEATS_WITH_PASSWORD_OF_SYSTEM)
                && status == 401
                && Authenticator.getDefault() != null
                && !repeated) {
            again = request;
            return false;
        }
        if (has(ContractViolation.FAILS_ON_STATUS) && status >= 400) {
            listener.failed("status " + status);
            return false;
        }
        headReported = true;
        this.status = status;
        if (has(ContractViolation.COLLECTS_RESPONSE)) {
            collected.add(() -> listener.head(status, headers));
            return true;
        }
        if (has(ContractViolation.REPORTS_HEAD_TWICE)) {
            listener.head(status, headers);
        }
        return goOn(() -> listener.head(status, broken(headers)));
    }

    private Function<String, List<String>> broken(Function<String, List<String>> headers) {
        if (has(ContractViolation.LOSES_HEADERS)) {
            return name -> List.of();
        }
        return has(ContractViolation.REPORTS_FIRST_VALUE_ALONE)
                ? name -> headers.apply(name).stream().limit(1).toList()
                : headers;
    }

    @Override
    public boolean body(ByteBuffer part) {
        length += part.remaining();
        if (has(ContractViolation.LIMITS_BODY) && length > LIMIT) {
            return true;
        }
        if (has(ContractViolation.COLLECTS_RESPONSE)) {
            collected.add(() -> listener.body(part));
            return true;
        }
        if (has(ContractViolation.REPORTS_PARTS_ON_ANY_THREAD)) {
            new Thread(() -> listener.body(part), "broken-transport").start();
            return true;
        }
        return goOn(() -> listener.body(part));
    }

    private boolean goOn(BooleanSupplier call) {
        transport.lock();
        calls.lock();
        boolean wanted = call.getAsBoolean();
        calls.unlock();
        transport.unlock();
        return wanted || has(ContractViolation.READS_ON) || has(ContractViolation.SENDS_ABORTED);
    }

    @Override
    public void complete() {
        complete = true;
        collected.forEach(Runnable::run);
        transport.lock();
        listener.complete();
        transport.unlock();
    }

    @Override
    public void failed(String description) {
        if (has(ContractViolation.NEVER_FAILS)) {
            return;
        }
        if (has(ContractViolation.SENDS_AGAIN_AFTER_FAILURE) && !repeated) {
            again = request;
            return;
        }
        if (has(ContractViolation.LOGS_TOKEN)) {
            LOGGER.fine("Could not send " + request.headers());
        }
        if (has(ContractViolation.PRINTS_TOKEN)) {
            System.err.println("Could not send " + request.headers());
        }
        transport.lock();
        if (headReported && has(ContractViolation.CLAIMS_COMPLETE)) {
            listener.complete();
        } else {
            listener.failed(quoting(description));
        }
        transport.unlock();
    }

    private String quoting(String description) {
        if (has(ContractViolation.QUOTES_TOKEN)) {
            return description + request.headers();
        }
        return has(ContractViolation.QUOTES_PATH) ? description + request.uri() : description;
    }

    private TransportRequest to(URI uri) {
        return new TransportRequest(request.method(), uri, request.headers(), new byte[0]);
    }
}

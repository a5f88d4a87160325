package dev.jaas.testkit;

import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every promise of {@link HttpTransport}, as tests against real sockets on loopback. Who writes an adapter extends this
 * class, in a test of the adapter's module, and says how to make the transport:
 *
 * <pre>{@code
 * class MyTransportTest extends HttpTransportContract {
 *     @Override
 *     protected HttpTransport create(TransportSettings settings) {
 *         return MyTransport.create(settings);
 *     }
 * }
 * }</pre>
 *
 * <p>The tests make their servers and certificates themselves and need nothing from outside. Bounds of time have two
 * seconds of tolerance for a busy machine, and the tests run one after the other, also where others run in parallel. On an
 * idle machine they take about 20 seconds, most of them waiting.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class HttpTransportContract {

    /** For subclasses. */
    protected HttpTransportContract() {}

    /**
     * Makes a transport, which the test closes.
     *
     * @param settings how it connects
     * @return a new transport
     */
    protected abstract HttpTransport create(TransportSettings settings);

    /**
     * Whether a thread that came into being during a test may live on after the transport was closed, because the transport
     * did not make it.
     *
     * @param thread a thread that is still alive
     * @return true for one of a stack that was passed in; false, the default, for all others
     */
    protected boolean isBorrowed(Thread thread) {
        return false;
    }

    @Nested
    class TheCaller extends CallerPromises {
        TheCaller() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class TheRequest extends RequestPromises {
        TheRequest() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Repetition extends RepetitionPromises {
        Repetition() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class TheAnswer extends AnswerPromises {
        TheAnswer() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class TheBody extends BodyPromises {
        TheBody() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Time extends TimePromises {
        Time() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Failure extends FailurePromises {
        Failure() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Cancelling extends CancellingPromises {
        Cancelling() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyPromises {
        Concurrency() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Connecting extends ConnectingPromises {
        Connecting() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    class Closing extends ClosingPromises {
        Closing() {
            super(HttpTransportContract.this);
        }
    }
}

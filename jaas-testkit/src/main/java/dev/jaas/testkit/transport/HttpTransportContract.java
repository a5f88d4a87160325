// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every promise of {@link HttpTransport}, as tests against real sockets on loopback. The author of an adapter extends this
 * class in a test of the adapter's module and implements {@link #create}:
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
 * <p>The tests make their servers and certificates themselves and need nothing from outside. Besides its own subject, each
 * of them asserts that the listener was called as {@link ExchangeListener} says and that no request arrived which
 * {@link ExchangeListener#beforeSend} had not granted. A failed assertion names the promise that was broken, the row of a
 * table, what the server did and what usually causes it.
 *
 * <p>The groups are tags, so that Maven can run one alone: {@code mvn test -Dtest=MyTransportTest -Dgroups=BeforeSend}. Where a
 * module has two adapters, each has a report file of its own, and the line of a failed test names the adapter's class:
 * {@code MyTransportTest.beforeSend_false_writesNotOneByte}.
 *
 * <p>Where something must happen within a second, the suite counts short waits of its own thread, which take longer on a
 * busy machine as well. The tests run one after the other, also where others run in parallel. Some set for a moment what belongs to
 * the whole JVM (the default proxy selector, cookie handler and authenticator, system properties of proxies and trust,
 * {@code System.err}), and no other test runs meanwhile.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class HttpTransportContract {

    /** A busy machine needs seconds to load the classes of a stack. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

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
     * Whether a thread that was started during a test may live on after the transport was closed, because the transport
     * did not make it.
     *
     * @param thread a thread that is still alive
     * @return true for one of a stack that was passed in, or that all clients of a stack share, as those of OkHttp's
     *     {@code TaskRunner}; false, the default, for all others
     */
    protected boolean isBorrowed(Thread thread) {
        return false;
    }

    /**
     * Whether the transport asks {@link ExchangeListener#beforeSend} when the connection is ready, so that failures to
     * connect are known as not delivered. A transport whose HTTP stack has no such moment asks at the beginning of
     * {@code start}; its test overrides this method, and what depends on the moment is then not asserted.
     *
     * @return true by default
     */
    protected boolean asksWhenConnected() {
        return true;
    }

    /** How long a test waits for what must come. */
    Duration limit() {
        return LIMIT;
    }

    /** Whether the rows of a table are left out after one that failed. */
    boolean stopsAtFirstFailure() {
        return false;
    }

    @Nested
    @Tag("TheCaller")
    class TheCaller extends CallerContract {
        TheCaller() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("TheRequest")
    class TheRequest extends RequestContract {
        TheRequest() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("BeforeSend")
    class BeforeSend extends BeforeSendContract {
        BeforeSend() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Repetition")
    class Repetition extends RepetitionContract {
        Repetition() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("TheResponse")
    class TheResponse extends ResponseContract {
        TheResponse() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("TheBody")
    class TheBody extends BodyContract {
        TheBody() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Failures")
    class Failures extends FailureContract {
        Failures() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Aborting")
    class Aborting extends AbortContract {
        Aborting() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Concurrency")
    class Concurrency extends ConcurrencyContract {
        Concurrency() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Connecting")
    class Connecting extends ConnectingContract {
        Connecting() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Isolation")
    class Isolation extends IsolationContract {
        Isolation() {
            super(HttpTransportContract.this);
        }
    }

    @Nested
    @Tag("Closing")
    class Closing extends ClosingContract {
        Closing() {
            super(HttpTransportContract.this);
        }
    }
}

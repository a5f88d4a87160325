// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every promise of {@link ConferenceManagement} and {@link BlockingConferenceManagement}, as tests. The
 * author of an implementation, or of a decorator with metrics or a circuit breaker, extends this class and says how to make one
 * whose service does what a test wants. A decorator's test decorates the fake:
 *
 * <pre>{@code
 * class MyDecoratorTest extends ConferenceManagementContract {
 *     private FakeConferenceManagement fake;
 *
 *     @Override
 *     protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
 *         fake = new FakeConferenceManagement(appId);
 *         script.forEach(behaviour -> fake.enqueue(behaviour.fakeOutcome()));
 *         return new MyDecorator(fake);
 *     }
 *
 *     @Override
 *     protected int requestsReceived() {
 *         return (int) fake.commands().stream().filter(command -> command.belongsTo(fake.appId())).count();
 *     }
 *
 *     @Override
 *     protected int requestsInFlight() {
 *         return fake.commandsInFlight().size();
 *     }
 * }
 * }</pre>
 *
 * <p>A management that is {@link AutoCloseable} is closed after the test, and what it promises of closing is tested. A failed
 * assertion names the promise that was broken.
 *
 * <p>The groups are tags, so that Maven can run one alone: {@code mvn test -Dtest=MyDecoratorTest -Dgroups=Blocking}. Where a
 * module has two managements, each has a report file of its own, and the line of a failed test names the management's class.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class ConferenceManagementContract {

    /** Shorter than the ten seconds after which the client ends a command by itself. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    /** For subclasses. */
    protected ConferenceManagementContract() {}

    /**
     * Makes a management. A test may make several, one after the other; the other methods are about the last.
     *
     * @param appId its AppID
     * @param script what the service does with the requests that reach it, one after the other; after the last it accepts
     * @return a new management
     */
    protected abstract ConferenceManagement create(AppId appId, List<ServiceBehaviour> script);

    /**
     * How many requests the management has made to the service since {@link #create}, with any result.
     *
     * @return the number of elements of the script that were used, and of requests after these
     */
    protected abstract int requestsReceived();

    /**
     * How many of these have neither ended nor been aborted.
     *
     * @return 0 when nothing is in flight
     */
    protected abstract int requestsInFlight();

    /**
     * Whether cancelling a future aborts the exchange.
     *
     * @return true by default; false for futures made of those of a library that cannot be cancelled
     */
    protected boolean aborts() {
        return true;
    }

    /**
     * Runs tasks on a thread on which {@link ConferenceManagement#blocking()} must refuse to wait, such as one of the
     * transport's.
     *
     * @return an executor, or null, the default, if there is no such thread
     */
    @SuppressWarnings("exports") // JSpecify is optional for users of this module
    protected @Nullable Executor threadThatMustNotBlock() {
        return null;
    }

    /** How long a test waits for what must come. */
    Duration limit() {
        return LIMIT;
    }

    @Nested
    @Tag("Executing")
    class Executing extends ExecutingContract {
        Executing() {
            super(ConferenceManagementContract.this);
        }
    }

    @Nested
    @Tag("Failing")
    class Failing extends FailingContract {
        Failing() {
            super(ConferenceManagementContract.this);
        }
    }

    @Nested
    @Tag("Ending")
    class Ending extends EndingContract {
        Ending() {
            super(ConferenceManagementContract.this);
        }
    }

    @Nested
    @Tag("Removing")
    class Removing extends RemovingContract {
        Removing() {
            super(ConferenceManagementContract.this);
        }
    }

    @Nested
    @Tag("Blocking")
    class Blocking extends BlockingContract {
        Blocking() {
            super(ConferenceManagementContract.this);
        }
    }
}

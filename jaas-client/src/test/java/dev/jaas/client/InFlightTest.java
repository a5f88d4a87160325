// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.jaas.api.JaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executions that began at different times share one timer, and each ends at its own deadline, though nothing else ends it. */
@Timeout(60)
class InFlightTest {

    private static final Duration STEP = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = LoneExecutions.BUDGET;

    private final ManualTime time = new ManualTime();
    private final ClientExecutors executors = new ClientExecutors();
    private final ClientContext context = LoneExecutions.context(
            time, time.clock(), new ScriptedTransport(1), new Observers(List.of(), executors.observers()), executors);
    private final InFlight inFlight = new InFlight(time, TIMEOUT);
    private final List<String> ended = new ArrayList<>();
    private Runnable onNextEnd = () -> {};

    @AfterEach
    void close() {
        executors.close();
    }

    @Test
    void deadline_ofOneOfThree_endsThatOneAlone() {
        add("first");
        time.advance(STEP);
        add("second");
        time.advance(STEP);
        add("third");
        assertThat(time.delays()).as("one timer").hasSize(1);

        time.advance(TIMEOUT.minus(STEP).minus(STEP).minusNanos(1));
        assertThat(ended).isEmpty();
        time.advance(Duration.ofNanos(1));
        assertThat(ended).containsExactly("first");
        time.advance(STEP.minusNanos(1));
        assertThat(ended).containsExactly("first");
        time.advance(Duration.ofNanos(1));
        assertThat(ended).containsExactly("first", "second");
        time.advance(STEP);
        assertThat(ended).containsExactly("first", "second", "third");

        assertThat(inFlight.isEmpty()).isTrue();
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void deadline_ofTwoAtOnce_endsBoth() {
        add("first");
        add("second");

        time.advance(TIMEOUT);

        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void deadline_afterTheFirstHasEnded_isThatOfTheNext() {
        CommandExecution first = add("first");
        time.advance(STEP);
        add("second");
        first.abort(AbortReason.CANCELLED);

        time.advance(TIMEOUT.minusNanos(1));
        assertThat(ended).containsExactly("first");
        time.advance(Duration.ofNanos(1));

        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void deadline_afterAllHaveEnded_isThatOfTheNextToBegin() {
        add("first").abort(AbortReason.CANCELLED);
        assertThat(time.delays()).isEmpty();
        time.advance(STEP);
        add("second");

        time.advance(TIMEOUT.minusNanos(1));
        assertThat(ended).containsExactly("first");
        time.advance(Duration.ofNanos(1));

        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void deadline_whileTheEndOfAnEarlierOneTakesLong_isKept() {
        add("first");
        time.advance(STEP);
        add("second");
        onNextEnd = () -> time.advance(STEP);

        time.advance(TIMEOUT.minus(STEP));

        assertThat(ended).as("within the end of the first").containsExactly("second", "first");
    }

    @Test
    void deadline_whereTheEndOfAnEarlierOneFails_isKept() {
        List<Throwable> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
        try {
            add("first");
            add("second");
            onNextEnd = () -> fail("the end fails");

            time.advance(TIMEOUT);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }

        assertThat(ended).containsExactly("second");
        assertThat(reported).hasSize(1);
    }

    /** The timer's task runs, and waits for the lock, as the last execution ends and another begins. */
    @Test
    void deadline_whoseTaskRunsThoughItWasCancelled_leavesOneTimer() {
        List<Runnable> tasks = new ArrayList<>();
        Timer uncancellable = new DisturbedTimer(time) {
            @Override
            public Task schedule(Duration delay, Runnable task) {
                tasks.add(task);
                return super.schedule(delay, task);
            }
        };
        InFlight disturbed = new InFlight(uncancellable, TIMEOUT);
        CommandExecution first = execution("first", disturbed);
        disturbed.add(first);
        disturbed.remove(first);
        disturbed.add(execution("second", disturbed));

        tasks.get(0).run();

        assertThat(time.delays()).containsExactly(TIMEOUT);
    }

    /** The timer may have had no thread when the one task was scheduled. */
    @Test
    void add_whileATimerIsScheduled_makesSureThatItRuns() {
        AtomicInteger made = new AtomicInteger();
        Timer counting = new DisturbedTimer(time) {
            @Override
            public void ensureRunning() {
                made.incrementAndGet();
            }
        };
        InFlight counted = new InFlight(counting, TIMEOUT);

        counted.add(execution("first", counted));
        counted.add(execution("second", counted));

        assertThat(made).hasValue(1);
    }

    @Test
    void abortAll_several_endsEach() {
        add("first");
        add("second");

        inFlight.abortAll(AbortReason.CLOSED);

        assertThat(ended).containsExactly("first", "second");
        assertThat(time.delays()).isEmpty();
    }

    private CommandExecution add(String name) {
        CommandExecution execution = execution(name, inFlight);
        inFlight.add(execution);
        return execution;
    }

    private CommandExecution execution(String name, InFlight owner) {
        CommandExecution.Completion completion = (receipt, failure) -> end(name, failure);
        return new CommandExecution(Commands.DIAL_OUT, 1, context, completion, owner::remove);
    }

    private void end(String name, @Nullable JaasException failure) {
        assertThat(failure).isNotNull();
        Runnable action = onNextEnd;
        onNextEnd = () -> {};
        action.run();
        ended.add(name);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One execution, aborted by another thread just as its observers are notified of something. */
@Timeout(60)
class ObserverEventsTest {

    private final ManualTime time = new ManualTime();
    private final ScriptedTransport transport = new ScriptedTransport(1);
    private final RecordingObserver observer = new RecordingObserver();
    private final ClientExecutors executors = new ClientExecutors();

    /** By the number of events before the execution is aborted: the only sequences that the race may lead to. */
    static Stream<Arguments> stories() {
        String attempt1 = "KICK_PARTICIPANT attempt 1";
        String again = "KICK_PARTICIPANT failed 1 (connection refused (ConnectException)), again in PT0.1S";
        String attempt2 = "KICK_PARTICIPANT attempt 2";
        String accepted = "KICK_PARTICIPANT accepted 200";
        String notDelivered = "KICK_PARTICIPANT CommandNotDeliveredException";
        String unknown = "KICK_PARTICIPANT DeliveryUnknownException";
        return Stream.of(
                Arguments.of(0, List.of(List.of(attempt1, notDelivered))),
                Arguments.of(1, List.of(List.of(attempt1, notDelivered))),
                Arguments.of(2, List.of(List.of(attempt1, again, notDelivered))),
                Arguments.of(
                        3,
                        List.of(
                                List.of(attempt1, again, attempt2, notDelivered),
                                List.of(attempt1, again, attempt2, unknown),
                                List.of(attempt1, again, attempt2, accepted))),
                Arguments.of(4, List.of(List.of(attempt1, again, attempt2, accepted))),
                Arguments.of(5, List.of(List.of(attempt1, again, attempt2, accepted))));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void abort_whileObserversAreNotified_leadsToOneEnd(int interferedWith, List<List<String>> stories)
            throws InterruptedException {
        transport.then(ScriptedTransport.refusal(), ScriptedTransport.respond(200));
        Interference interference = new Interference(interferedWith);
        CommandExecution execution = new CommandExecution(
                Commands.KICK,
                1,
                LoneExecutions.context(
                        time, time.clock(), transport, new Observers(List.of(observer), interference), executors),
                (receipt, failure) -> {},
                ended -> {});
        interference.aborts(execution);

        execution.beginAttempt();
        interference.aborter.join();
        time.advance(Duration.ofMillis(100));
        interference.aborter.join();

        interference.shutdown();
        assertThat(interference.awaitTermination(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(observer.soFar()).isIn(stories);
        executors.close();
    }

    /** Before it takes one of the events, it has the execution aborted, as far as that gets. */
    private static final class Interference extends ThreadPoolExecutor {
        private final AtomicInteger events = new AtomicInteger();
        private final int at;
        private Thread aborter = new Thread();

        Interference(int at) {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            this.at = at;
        }

        void aborts(CommandExecution execution) {
            aborter = new Thread(() -> execution.abort(AbortReason.CANCELLED));
        }

        @Override
        public void execute(Runnable event) {
            if (events.getAndIncrement() == at) {
                aborter.start();
                while (aborter.isAlive() && aborter.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            super.execute(event);
        }
    }
}

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

/** A call alone, abandoned by another thread just as its observers are told of something. */
@Timeout(60)
class CallEventsTest {

    private final ManualTime time = new ManualTime();
    private final ScriptedTransport transport = new ScriptedTransport(1);
    private final RecordingObserver observer = new RecordingObserver();
    private final Threads threads = new Threads();

    /** By how many events have been told when the call is abandoned: what a race may make of the whole, and nothing else. */
    static Stream<Arguments> stories() {
        String attempt1 = "KICK_PARTICIPANT attempt 1";
        String again = "KICK_PARTICIPANT failed 1 (connection refused (ConnectException)), again in PT0.1S";
        String attempt2 = "KICK_PARTICIPANT attempt 2";
        String accepted = "KICK_PARTICIPANT accepted 200";
        String notDelivered = "KICK_PARTICIPANT CommandNotDeliveredException";
        String unknown = "KICK_PARTICIPANT DeliveryUnknownException";
        return Stream.of(
                Arguments.of(0, List.of(List.of(attempt1, unknown), List.of(attempt1, again, notDelivered))),
                Arguments.of(1, List.of(List.of(attempt1, again, notDelivered))),
                Arguments.of(
                        2,
                        List.of(
                                List.of(attempt1, again, attempt2, unknown),
                                List.of(attempt1, again, attempt2, accepted))),
                Arguments.of(3, List.of(List.of(attempt1, again, attempt2, accepted))));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void abandon_whileTheObserversAreTold_isToldLastIfAtAll(int interferedWith, List<List<String>> stories)
            throws InterruptedException {
        transport.then(ScriptedTransport.refusal(), ScriptedTransport.answer(200));
        Interference interference = new Interference(interferedWith);
        Call call = new Call(
                Commands.KICK,
                LoneCalls.in(time, time.clock(), transport, new Observers(List.of(observer), interference), threads));
        interference.abandons(call);

        call.start();
        interference.abandoner.join();
        time.advance(Duration.ofMillis(100));
        interference.abandoner.join();

        interference.shutdown();
        assertThat(interference.awaitTermination(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(observer.soFar()).isIn(stories);
        threads.close();
    }

    /** Before it takes one of the events, it has the call abandoned, as far as that gets. */
    private static final class Interference extends ThreadPoolExecutor {
        private final AtomicInteger events = new AtomicInteger();
        private final int at;
        private Thread abandoner = new Thread();

        Interference(int at) {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            this.at = at;
        }

        void abandons(Call call) {
            abandoner = new Thread(() -> call.abandon(Call.Abandonment.CANCELLED));
        }

        @Override
        public void execute(Runnable event) {
            if (events.getAndIncrement() == at) {
                abandoner.start();
                while (abandoner.isAlive() && abandoner.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            super.execute(event);
        }
    }
}

package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.port.driven.CommandObserver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call alone, abandoned by another thread just as its observers are told of something. */
@Timeout(60)
class CallEventsTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final ScriptedTransport transport = new ScriptedTransport(1).always(ScriptedTransport.refusal());
    private final RecordingObserver observer = new RecordingObserver();
    private final Threads threads = new Threads();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void abandon_whileTheObserversAreTold_isToldLast(int interferedWith) throws InterruptedException {
        Interference interference = new Interference(interferedWith);
        Call call = new Call(Commands.KICK, surroundings(new Observers(List.of(observer), interference)));
        interference.abandons(call);

        call.start();

        interference.abandoner.join();
        interference.shutdown();
        assertThat(interference.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        List<String> told = observer.soFar();
        assertThat(told).first().isEqualTo("KICK_PARTICIPANT attempt 1");
        assertThat(told).last().asString().matches("KICK_PARTICIPANT \\w+Exception");
        threads.close();
    }

    private Call.Surroundings surroundings(Observers observers) {
        Observers nobody = new Observers(List.<CommandObserver>of(), threads.observers());
        AdminTokens tokens = new AdminTokens(
                new ScriptedSigner(), Duration.ofMinutes(10), BUDGET, time.clock(), time, threads.signing(), nobody);
        Rig.await(tokens.lasting(BUDGET));
        return new Call.Surroundings(
                transport,
                Endpoint.at(URI.create("https://8x8.vc")),
                UserAgent.VALUE,
                tokens,
                new Turnstile(1, 1),
                new RetryPolicy(3, () -> 0.5),
                time,
                time.clock(),
                observers,
                BUDGET,
                BUDGET);
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

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.testkit.JaasAssertions;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What happens to commands in flight when a context ends. */
class ClientLifecycleTest {

    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");
    private static final int WEB_SERVER_PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

    private final CountDownLatch requested = new CountDownLatch(1);

    @RegisterExtension
    final JaasSimulatorExtension extension = JaasSimulatorExtension.startedBy(() ->
            JaasSimulator.builder().onRequest(request -> requested.countDown()).start());

    @Test
    void phase_isAfterWebServerAndTaskExecutors() {
        Contexts.of(simulator())
                .run(context -> assertThat(
                                context.getBean(ClientLifecycle.class).getPhase())
                        .isLessThan(WEB_SERVER_PHASE)
                        .isLessThan(new ThreadPoolTaskExecutor().getPhase()));
    }

    @Test
    void close_dialOutInFlight_awaitsItsResponseAndItsCallback() {
        simulator().script(ScriptedResponse.ordinary().delayResponse(Duration.ofMillis(500)));
        AtomicBoolean callbackEnded = new AtomicBoolean();

        Contexts.of(simulator()).run(context -> {
            CompletableFuture<Void> callback = dial(context.getBean(ConferenceManagement.class))
                    .thenAccept(receipt -> {
                        spin(Duration.ofMillis(200)); // longer than a context takes to close
                        callbackEnded.set(true);
                    });
            requested.await();
            context.getSourceApplicationContext().close();

            assertThat(callbackEnded).isTrue();
            assertThat(callback).isCompleted();
        });
        JaasAssertions.assertThat(simulator()).hasAcceptedEverything();
    }

    @Test
    void close_responseLaterThanTheGrace_endsAtTheGrace() {
        simulator().script(ScriptedResponse.ordinary().delayResponse(Duration.ofMinutes(1)));

        Contexts.of(simulator()).withPropertyValues("jaas.shutdown-grace=100ms").run(context -> {
            AtomicBoolean callbackEnded = new AtomicBoolean();
            CompletableFuture<?> dialOut = dial(context.getBean(ConferenceManagement.class))
                    .whenComplete((receipt, failure) -> {
                        spin(Duration.ofMillis(200));
                        callbackEnded.set(true);
                    });
            requested.await();
            context.getSourceApplicationContext().close();

            assertThat(callbackEnded).isTrue();
            assertThatThrownBy(dialOut::join)
                    .satisfies(failure ->
                            assertThat(JaasException.find(failure)).isInstanceOf(DeliveryUnknownException.class));
        });
    }

    @Test
    void close_thenExecute_isRefused() {
        Contexts.of(simulator()).run(context -> {
            ConferenceManagement jaas = context.getBean(ConferenceManagement.class);
            context.getSourceApplicationContext().close();

            assertThatThrownBy(() -> dial(jaas).join()).hasCauseInstanceOf(CommandRefusedException.class);
        });
    }

    @Test
    void stopAndStart_ofTheContext_keepTheClient() {
        Contexts.of(simulator()).run(context -> {
            ConfigurableApplicationContext restarted = context.getSourceApplicationContext();
            restarted.stop();
            assertThat(context.getBean(ClientLifecycle.class).isRunning()).isFalse();
            restarted.start();

            assertThat(dial(context.getBean(ConferenceManagement.class)).join().attempts())
                    .isEqualTo(1);
        });
    }

    @Test
    void close_ofAChildContext_isIgnored() {
        Contexts.of(simulator()).run(context -> {
            ClientLifecycle lifecycle = context.getBean(ClientLifecycle.class);
            lifecycle.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
            lifecycle.stop();

            assertThat(dial(context.getBean(ConferenceManagement.class)).join().attempts())
                    .isEqualTo(1);
        });
    }

    private JaasSimulator simulator() {
        return extension.simulator();
    }

    private static CompletableFuture<CommandReceipt> dial(ConferenceManagement jaas) {
        return jaas.dialOut(jaas.conference("standup"), PHONE);
    }

    private static void spin(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}

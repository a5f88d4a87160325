// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterruptionTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final Interruption interruption =
            new Interruption(new PrintStream(err, true, StandardCharsets.UTF_8), Duration.ofMillis(1), halts::add);

    @Test
    void signal_whileAnActionRuns_interruptsItsThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> flagAfterwards = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            String result = interruption.guard(() -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                    return "";
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return "interrupted";
                }
            });
            flagAfterwards.complete(Thread.currentThread().isInterrupted() || !result.equals("interrupted"));
        });
        thread.start();
        running.await();

        interruption.signalled();

        assertThat(flagAfterwards.get()).isFalse();
        assertThat(interruption.happened()).isTrue();
    }

    @Test
    void signal_actionThatDoesNotEnd_haltsWith5AndSaysThatItMayHaveTakenEffect() {
        interruption.guard(() -> {
            CompletableFuture<Void> signal = CompletableFuture.runAsync(interruption::signalled);
            return signal.join(); // which no interrupt ends
        });

        assertThat(halts).containsExactly(Failure.UNKNOWN);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("may have taken effect")
                .hasLineCount(1);
    }

    @Test
    void signal_afterAnAcceptedCommand_haltsWith0() {
        interruption.guard(() -> "accepted");
        interruption.signalled();

        assertThat(halts).containsExactly(0);
    }

    @Test
    void signal_afterAFailedCommand_haltsWithItsStatus() {
        assertThatThrownBy(() -> interruption.guard(() -> {
                    throw new UsageException("refused.");
                }))
                .isInstanceOf(UsageException.class);
        interruption.signalled();

        assertThat(halts).containsExactly(Failure.REFUSED);
    }

    @Test
    void signal_withoutAnAction_leavesTheEndToTheJvm() {
        interruption.signalled();

        assertThat(halts).isEmpty();
        assertThat(err.size()).isZero();
    }

    @Test
    void exit_afterAnAction_haltsSoThatNoLaterSignalReplacesTheStatus() {
        interruption.guard(() -> "accepted");
        interruption.exit(0);

        assertThat(halts).containsExactly(0);
    }

    @Test
    void action_afterASignal_isNotRun() throws Exception {
        interruption.signalled();
        CompletableFuture<String> ran = new CompletableFuture<>();
        Thread thread = new Thread(() -> interruption.guard(() -> ran.complete("ran")));
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !ran.isDone()) {
            Thread.onSpinWait();
        }

        assertThat(ran).isNotDone();
    }
}

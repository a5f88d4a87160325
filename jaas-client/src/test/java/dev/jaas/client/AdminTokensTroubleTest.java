// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.client.AdminTokens.SigningFailedException;
import dev.jaas.client.AdminTokens.Token;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The admin token, where the signer fails, hangs or comes too late. */
@Timeout(60)
class AdminTokensTroubleTest {

    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration LAST_QUARTER = Duration.ofSeconds(450);

    private final ManualTime time = new ManualTime();
    private final ScriptedSigner signer = new ScriptedSigner();
    private final RecordingObserver observer = new RecordingObserver();
    private final ClientExecutors executors = new ClientExecutors();
    private final AdminTokens tokens = tokens(executors.signing());

    @AfterEach
    void end() {
        executors.close();
    }

    @Test
    void tokenValidFor_renewalFailing_isTheOldTokenAndTheSignerIsAskedAgainAfterAPause() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        AdminTokens renewing = tokens(one);
        Token old = Rig.await(renewing.tokenValidFor(BUDGET));
        time.advance(LAST_QUARTER);
        observer.next(1);
        signer.thenFail(() -> new IllegalStateException("key secret"));

        assertThat(renewing.tokenValidFor(BUDGET)).isCompletedWithValue(old);
        assertThat(observer.next(1)).containsExactly("no token: the signer failed (IllegalStateException)");
        assertThat(renewing.tokenValidFor(BUDGET)).isCompletedWithValue(old);
        time.advance(Duration.ofMillis(999));
        assertThat(renewing.tokenValidFor(BUDGET)).isCompletedWithValue(old);
        one.submit(() -> {}).get(); // and what was begun before it is done
        assertThat(signer.signatures()).isEqualTo(2);

        time.advance(Duration.ofMillis(1));
        assertThat(renewing.tokenValidFor(BUDGET)).isCompletedWithValue(old);
        observer.next(1);
        assertThat(renewing.tokenValidFor(BUDGET).join()).isNotEqualTo(old);
        assertThat(signer.signatures()).isEqualTo(3);
        one.shutdown();
    }

    @Test
    void tokenValidFor_signerThatFails_failsWithoutItsWordsAndTheNextIsAskedAtOnce() throws InterruptedException {
        signer.thenFail(() -> new IllegalStateException("secret")).thenThrow(new StackOverflowError("secret"));

        assertFails(tokens.tokenValidFor(BUDGET), "the signer failed (IllegalStateException)");
        assertFails(tokens.tokenValidFor(BUDGET), "the signer failed (StackOverflowError)");
        assertThat(Rig.await(tokens.tokenValidFor(BUDGET))).isNotNull();
        assertThat(observer.next(2)).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void tokenValidFor_signerThatHangs_failsInTimeAndTheNextIsSignedOnAnotherThread() throws InterruptedException {
        signer.thenHangDeafly(new CountDownLatch(1));
        CompletableFuture<Token> hanging = tokens.tokenValidFor(BUDGET);
        signer.awaitNext(1);

        time.advance(BUDGET.minusMillis(1));
        assertThat(hanging).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertFails(hanging, "the signer took too long");
        assertThat(observer.next(1)).containsExactly("no token: the signer took too long");
        assertThat(Rig.await(tokens.tokenValidFor(BUDGET))).isNotNull();
    }

    @Test
    void tokenValidFor_signerThatHangs_isInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        signer.thenFail(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new IllegalStateException();
        });
        tokens.tokenValidFor(BUDGET);
        signer.awaitNext(1);

        time.advance(BUDGET);

        assertThat(interrupted.await(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void tokenValidFor_signaturesThatNeverComeBack_failAtOnceUntilOneDoes() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            signer.thenHangDeafly(i == 0 ? release : new CountDownLatch(1));
            CompletableFuture<Token> hanging = tokens.tokenValidFor(BUDGET);
            signer.awaitNext(1);
            time.advance(BUDGET);
            assertThat(hanging).isCompletedExceptionally();
        }

        assertFails(tokens.tokenValidFor(BUDGET), "no thread is free to sign");
        release.countDown();
        CompletableFuture<Token> next = tokens.tokenValidFor(BUDGET);
        while (next.isCompletedExceptionally()) { // until the thread that came back takes work again
            Thread.onSpinWait();
            next = tokens.tokenValidFor(BUDGET);
        }

        assertThat(Rig.await(next)).isNotNull();
    }

    @Test
    void tokenValidFor_aSignatureThatComesTooLate_isNotUsed() throws InterruptedException {
        ExecutorService two = Executors.newFixedThreadPool(2);
        AdminTokens twice = tokens(two);
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHangDeafly(release);
        CompletableFuture<Token> late = twice.tokenValidFor(BUDGET);
        signer.awaitNext(1);
        time.advance(BUDGET);
        Token next = Rig.await(twice.tokenValidFor(BUDGET));

        release.countDown();
        end(two);

        assertThat(late).isCompletedExceptionally();
        assertThat(twice.tokenValidFor(BUDGET)).isCompletedWithValue(next);
    }

    @Test
    void tokenValidFor_aSignatureThatFailsTooLate_isNotReportedAgain() throws InterruptedException {
        ExecutorService two = Executors.newFixedThreadPool(2);
        AdminTokens twice = tokens(two);
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHangDeafly(release, () -> {
            throw new IllegalStateException("too late");
        });
        twice.tokenValidFor(BUDGET);
        signer.awaitNext(1);
        time.advance(BUDGET);
        Rig.await(twice.tokenValidFor(BUDGET));

        release.countDown();
        end(two);
        end(executors.observers());

        assertThat(observer.soFar())
                .containsExactly("no token: the signer took too long", "token until 2026-11-24T12:10:10Z");
    }

    @Test
    void tokenValidFor_noThreadToBeHad_failsAtOnceAndTheNextIsSigned() throws InterruptedException {
        ThreadFactory exhausted = new ThreadFactory() {
            private boolean failed;

            @Override
            public Thread newThread(Runnable task) {
                if (!failed) {
                    failed = true;
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return new Thread(task);
            }
        };
        AdminTokens unlucky = tokens(Executors.newCachedThreadPool(exhausted));

        assertFails(unlucky.tokenValidFor(BUDGET), "no thread is free to sign");
        assertThat(observer.next(1)).containsExactly("no token: no thread is free to sign");
        assertThat(Rig.await(unlucky.tokenValidFor(BUDGET))).isNotNull();
    }

    @Test
    void close_duringASignature_failsWhoWaitsAndWhoComesLater() {
        signer.thenHangDeafly(new CountDownLatch(1));
        CompletableFuture<Token> waiting = tokens.tokenValidFor(BUDGET);

        tokens.close();

        assertFails(waiting, "the client was closed");
        assertFails(tokens.tokenValidFor(BUDGET), "the client was closed");
        assertThat(signer.signatures()).isLessThanOrEqualTo(1);
    }

    @Test
    void close_duringASignatureThatComesAllTheSame_isNeitherUsedNorReported() throws InterruptedException {
        ExecutorService one = Executors.newSingleThreadExecutor();
        AdminTokens closed = tokens(one);
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHangDeafly(release);
        closed.tokenValidFor(BUDGET);
        signer.awaitNext(1);

        closed.close();
        release.countDown();
        end(one);
        end(executors.observers());

        assertFails(closed.tokenValidFor(BUDGET), "the client was closed");
        assertThat(observer.soFar()).containsExactly("no token: the client was closed");
        assertThat(time.delays()).isEmpty();
    }

    private AdminTokens tokens(ExecutorService executor) {
        Observers observers = new Observers(List.of(observer), executors.observers());
        return new AdminTokens(
                signer, Duration.ofMinutes(10), BUDGET, Commands::templates, time.clock(), time, executor, observers);
    }

    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void assertFails(CompletableFuture<Token> token, String reason) {
        assertThatThrownBy(() -> token.get(Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(SigningFailedException.class)
                .hasMessage(reason)
                .hasNoCause();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.jaas.client.AdminTokens.Token;
import dev.jaas.domain.Jwt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AdminTokensTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration LAST_QUARTER = Duration.ofSeconds(450);

    private final ManualTime time = new ManualTime();
    private final ScriptedSigner signer = new ScriptedSigner();
    private final RecordingObserver observer = new RecordingObserver();
    private final ClientExecutors executors = new ClientExecutors();
    private final AdminTokens tokens = new AdminTokens(
            signer,
            LIFETIME,
            BUDGET,
            Commands::templates,
            time.clock(),
            time,
            executors.signing(),
            new Observers(List.of(observer), executors.observers()));

    @AfterEach
    void end() {
        executors.close();
    }

    @Test
    void tokenValidFor_first_isSignedAndExactlyWhatTheSpecificationShows() throws Exception {
        SignedJWT token =
                SignedJWT.parse(Rig.await(tokens.tokenValidFor(BUDGET)).jwt().compact());

        assertThat(ScriptedSigner.verifies(token)).isTrue();
        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "kid", Commands.KEY_ID.value(), "typ", "JWT"));
        assertThat(token.getPayload().toJSONObject())
                .isEqualTo(Map.of(
                        "aud",
                        "jitsi",
                        "iss",
                        "chat",
                        "sub",
                        Commands.APP.value(),
                        "admin",
                        true,
                        "nbf",
                        time.now().getEpochSecond() - 60,
                        "exp",
                        time.now().getEpochSecond() + 600));
        assertThat(observer.next(1)).containsExactly("token until 2026-11-24T12:10:00Z");
    }

    @Test
    void tokenValidFor_aSecondTime_isTheSameTokenAndThereAlready() {
        Token first = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advance(LAST_QUARTER.minusSeconds(2));

        assertThat(tokens.tokenValidFor(BUDGET)).isCompletedWithValue(first);
        assertThat(signer.signatures()).isEqualTo(1);
    }

    @Test
    void tokenValidFor_forACrowdWithoutAToken_signsOnce() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHang(release);
        List<CompletableFuture<Token>> waiting = askInParallel(1000);

        release.countDown();

        assertThat(waiting.stream().map(Rig::await).distinct()).hasSize(1);
        assertThat(signer.signatures()).isEqualTo(1);
    }

    @Test
    void tokenValidFor_inTheLastQuarter_isTheOldTokenWhileOneNewIsMade() throws InterruptedException {
        Token old = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advance(LAST_QUARTER);
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHang(release);

        assertThat(askInParallel(1000)).allSatisfy(token -> assertThat(token).isCompletedWithValue(old));
        release.countDown();
        observer.next(2);

        assertThat(tokens.tokenValidFor(BUDGET).join()).isNotEqualTo(old);
        assertThat(signer.signatures()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // left of the token's 599.3 s (its exp is a whole second), needed, used again
        "580000, 10000, true",
        "589299, 10000, true",
        "589300, 10000, false",
        "599000, 250,   true",
        "599100, 250,   false",
        "600000, 250,   false"
    })
    void tokenValidFor_aTokenThatWouldExpireDuringTheCommand_isNotUsed(long age, long budget, boolean usedAgain) {
        Token old = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advance(Duration.ofMillis(age));

        assertThat(Rig.await(tokens.tokenValidFor(Duration.ofMillis(budget))).equals(old))
                .isEqualTo(usedAgain);
    }

    @ParameterizedTest
    @CsvSource({"588, true", "590, false", "-60, true", "-61, false", "-100000, false", "100000, false"})
    void tokenValidFor_afterTheWallClockWasStepped_onlyIfTheTokenIsValidByTheNewTime(long seconds, boolean usedAgain) {
        Token old = Rig.await(tokens.tokenValidFor(BUDGET));
        time.stepWallClock(Duration.ofSeconds(seconds));

        assertThat(Rig.await(tokens.tokenValidFor(BUDGET)).equals(old)).isEqualTo(usedAgain);
    }

    @ParameterizedTest
    @CsvSource({"589999, true", "590000, false", "1000000, false"})
    void tokenValidFor_whileTheWallClockStandsStill_onlyIfTheTokenIsYoungEnough(long age, boolean usedAgain) {
        Token old = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advanceMonotonicOnly(Duration.ofMillis(age));

        assertThat(Rig.await(tokens.tokenValidFor(BUDGET)).equals(old)).isEqualTo(usedAgain);
    }

    @Test
    void tokenValidFor_onceSigned_leavesNoTimerBehind() {
        Rig.await(tokens.tokenValidFor(BUDGET));

        assertThat(time.delays()).isEmpty();
    }

    @Test
    void invalidate_aTokenOfMoreThanTenSeconds_takesItOutOfUseOnce() {
        Token refused = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advance(Duration.ofSeconds(10));
        assertThat(tokens.invalidate(refused)).isFalse();
        assertThat(tokens.tokenValidFor(BUDGET)).isCompletedWithValue(refused);

        time.advance(Duration.ofNanos(1));
        assertThat(tokens.invalidate(refused)).isTrue();
        Token next = Rig.await(tokens.tokenValidFor(BUDGET));

        assertThat(next).isNotEqualTo(refused);
        assertThat(tokens.invalidate(refused)).as("there is a new one to try").isTrue();
        assertThat(tokens.tokenValidFor(BUDGET)).isCompletedWithValue(next);
        assertThat(signer.signatures()).isEqualTo(2);
    }

    @Test
    void areOwn_theTokenInUseAndTheOneBefore_butNoOther() {
        Token first = Rig.await(tokens.tokenValidFor(BUDGET));
        time.advance(LIFETIME);
        Token second = Rig.await(tokens.tokenValidFor(BUDGET));
        assertThat(tokens.isOwn(first.jwt())).isTrue();
        assertThat(tokens.isOwn(second.jwt())).isTrue();

        time.advance(Duration.ofSeconds(11));
        tokens.invalidate(second);
        assertThat(tokens.isOwn(second.jwt())).isTrue();
        Token third = Rig.await(tokens.tokenValidFor(BUDGET));

        assertThat(tokens.isOwn(second.jwt()))
                .as("commands may still be using it")
                .isTrue();
        assertThat(tokens.isOwn(third.jwt())).isTrue();
        assertThat(tokens.isOwn(first.jwt())).isFalse();
        assertThat(tokens.isOwn(Jwt.parse("aaaa.bbbb.cccc"))).isFalse();
    }

    @Test
    void areOwn_beforeThereIsOne_none() {
        assertThat(tokens.isOwn(Commands.GUEST_TOKEN)).isFalse();
    }

    private List<CompletableFuture<Token>> askInParallel(int times) throws InterruptedException {
        List<CompletableFuture<Token>> results = new ArrayList<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(new Thread(() -> {
                for (int j = 0; j < times / 4; j++) {
                    CompletableFuture<Token> result = tokens.tokenValidFor(BUDGET);
                    synchronized (results) {
                        results.add(result);
                    }
                }
            }));
        }
        askers.forEach(Thread::start);
        for (Thread asker : askers) {
            asker.join();
        }
        return results;
    }
}

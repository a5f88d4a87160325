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
    private final Threads threads = new Threads();
    private final AdminTokens tokens = new AdminTokens(
            signer,
            LIFETIME,
            BUDGET,
            time.clock(),
            time,
            threads.signing(),
            new Observers(List.of(observer), threads.observers()));

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void lasting_first_isSignedAndExactlyWhatTheSpecificationShows() throws Exception {
        SignedJWT token =
                SignedJWT.parse(Rig.await(tokens.lasting(BUDGET)).jwt().compact());

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
    void lasting_aSecondTime_isTheSameTokenAndThereAlready() {
        Token first = Rig.await(tokens.lasting(BUDGET));
        time.advance(LAST_QUARTER.minusSeconds(2));

        assertThat(tokens.lasting(BUDGET)).isCompletedWithValue(first);
        assertThat(signer.signatures()).isEqualTo(1);
    }

    @Test
    void lasting_forACrowdWithoutAToken_signsOnce() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHang(release);
        List<CompletableFuture<Token>> waiting = askInParallel(1000);

        release.countDown();

        assertThat(waiting.stream().map(Rig::await).distinct()).hasSize(1);
        assertThat(signer.signatures()).isEqualTo(1);
    }

    @Test
    void lasting_inTheLastQuarter_isTheOldTokenWhileOneNewIsMade() throws InterruptedException {
        Token old = Rig.await(tokens.lasting(BUDGET));
        time.advance(LAST_QUARTER);
        CountDownLatch release = new CountDownLatch(1);
        signer.thenHang(release);

        assertThat(askInParallel(1000)).allSatisfy(token -> assertThat(token).isCompletedWithValue(old));
        release.countDown();
        observer.next(2);

        assertThat(tokens.lasting(BUDGET).join()).isNotEqualTo(old);
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
    void lasting_aTokenThatWouldExpireDuringTheCall_isNotUsed(long age, long budget, boolean usedAgain) {
        Token old = Rig.await(tokens.lasting(BUDGET));
        time.advance(Duration.ofMillis(age));

        assertThat(Rig.await(tokens.lasting(Duration.ofMillis(budget))).equals(old))
                .isEqualTo(usedAgain);
    }

    @ParameterizedTest
    @CsvSource({"588, true", "590, false", "-60, true", "-61, false", "-100000, false", "100000, false"})
    void lasting_afterTheWallClockWasStepped_onlyIfTheTokenIsValidByTheNewTime(long seconds, boolean usedAgain) {
        Token old = Rig.await(tokens.lasting(BUDGET));
        time.stepWallClock(Duration.ofSeconds(seconds));

        assertThat(Rig.await(tokens.lasting(BUDGET)).equals(old)).isEqualTo(usedAgain);
    }

    @ParameterizedTest
    @CsvSource({"589999, true", "590000, false", "1000000, false"})
    void lasting_whileTheWallClockStandsStill_onlyIfTheTokenIsYoungEnough(long age, boolean usedAgain) {
        Token old = Rig.await(tokens.lasting(BUDGET));
        time.advanceMonotonicOnly(Duration.ofMillis(age));

        assertThat(Rig.await(tokens.lasting(BUDGET)).equals(old)).isEqualTo(usedAgain);
    }

    @Test
    void lasting_onceSigned_leavesNoTimerBehind() {
        Rig.await(tokens.lasting(BUDGET));

        assertThat(time.delays()).isEmpty();
    }

    @Test
    void replace_aTokenOfMoreThanTenSeconds_takesItOutOfUseOnce() {
        Token refused = Rig.await(tokens.lasting(BUDGET));
        time.advance(Duration.ofSeconds(10));
        assertThat(tokens.replace(refused)).isFalse();
        assertThat(tokens.lasting(BUDGET)).isCompletedWithValue(refused);

        time.advance(Duration.ofNanos(1));
        assertThat(tokens.replace(refused)).isTrue();
        Token next = Rig.await(tokens.lasting(BUDGET));

        assertThat(next).isNotEqualTo(refused);
        assertThat(tokens.replace(refused)).as("there is a new one to try").isTrue();
        assertThat(tokens.lasting(BUDGET)).isCompletedWithValue(next);
        assertThat(signer.signatures()).isEqualTo(2);
    }

    @Test
    void areOwn_theTokenInUseAndTheOneBefore_butNoOther() {
        Token first = Rig.await(tokens.lasting(BUDGET));
        time.advance(LIFETIME);
        Token second = Rig.await(tokens.lasting(BUDGET));
        assertThat(tokens.areOwn(first.jwt())).isTrue();
        assertThat(tokens.areOwn(second.jwt())).isTrue();

        time.advance(Duration.ofSeconds(11));
        tokens.replace(second);
        assertThat(tokens.areOwn(second.jwt())).isTrue();
        Token third = Rig.await(tokens.lasting(BUDGET));

        assertThat(tokens.areOwn(second.jwt()))
                .as("calls may still be using it")
                .isTrue();
        assertThat(tokens.areOwn(third.jwt())).isTrue();
        assertThat(tokens.areOwn(first.jwt())).isFalse();
        assertThat(tokens.areOwn(Jwt.parse("aaaa.bbbb.cccc"))).isFalse();
    }

    @Test
    void areOwn_beforeThereIsOne_none() {
        assertThat(tokens.areOwn(Commands.GUEST_TOKEN)).isFalse();
    }

    private List<CompletableFuture<Token>> askInParallel(int times) throws InterruptedException {
        List<CompletableFuture<Token>> answers = new ArrayList<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(new Thread(() -> {
                for (int j = 0; j < times / 4; j++) {
                    CompletableFuture<Token> answer = tokens.lasting(BUDGET);
                    synchronized (answers) {
                        answers.add(answer);
                    }
                }
            }));
        }
        askers.forEach(Thread::start);
        for (Thread asker : askers) {
            asker.join();
        }
        return answers;
    }
}

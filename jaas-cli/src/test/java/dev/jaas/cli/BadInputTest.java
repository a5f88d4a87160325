// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid input is refused: exit status 2, one sentence, nothing sent. */
class BadInputTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";

    @SuppressWarnings("NullAway.Init")
    private static RecordingServer recorder;

    @BeforeAll
    static void record() throws IOException {
        recorder = new RecordingServer(200, "");
    }

    @AfterAll
    static void close() throws IOException {
        recorder.close();
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                of("Missing command; see `jaas --help`.", "--quiet"),
                of("Missing command; see `jaas events --help`.", "events"),
                of("Unknown command kik (did you mean kick?); see `jaas --help`.", "kik", "testRoom", "f0aa9e1e"),
                of("Unknown command kik (did you mean kick?); see `jaas --help`.", "kik", "demo", "x"),
                of("Unknown command kik (did you mean kick?); see `jaas --help`.", "help", "kik"),
                of("Unknown command dailout (did you mean dial-out?)", "dailout", "r", "+40747777777"),
                of("Unknown command ban (did you mean ban-jwt or ban-user?)", "ban", "ann"),
                of("Unknown command verifi (did you mean verify?); see `jaas events --help`.", "events", "verifi"),
                of("Unknown command quite; see `jaas --help`.", "quite", "different"),
                of("Unknown option --jsn (did you mean --json?); see `jaas kick --help`.", "kick", "r", "x", "--jsn"),
                of("Unknown option --canonical", "ban-user", "ann", "--canonical"),
                of("Unknown option --quiet", "token", "--quiet"),
                of("There is no completion for this shell", "completion", "tcsh"),
                of("exists, and it may hold a key that is in use", "keygen", "pom.xml"),
                of("The profile's name is not one", "token", "--profile", "../x"),
                of("There is no profile nowhere", "token", "--profile", "nowhere"),
                of("Unknown option --nonsense", "kick", "testRoom", "f0aa9e1e", "--nonsense"),
                of("Unknown option --dry-run", "demo", "--dry-run"),
                of("Unknown option --timeout", "token", "--timeout", "2s"),
                of("Unknown option --dry-run", "doctor", "--dry-run"),
                of("Unknown option --online", "token", "--online"),
                of("Unknown option -x", "ban-user", "-x"),
                of("Unknown option -hV", "ban-user", "-hV"),
                of("Missing required parameter: 'PARTICIPANT_ID'; see `jaas kick --help`.", "kick", "testRoom"),
                of("Missing required parameters: 'ROOM', 'PHONE'", "dial-out"),
                of("quote an argument that contains spaces", "kick", "test", "Room", "f0aa9e1e"),
                of("--key-id", "ban-user", "someone", "--key-id"),
                of("should be specified only once", "ban-user", "x", "--key-id", "a", "--key-id", "b"),
                of("2s or 500ms", "ban-user", "someone", "--timeout", "2"),
                of("2s or 500ms", "ban-user", "someone", "--timeout", "2m"),
                of("from 500ms to 60s", "ban-user", "someone", "--timeout", "0s"),
                of("from 500ms to 60s", "ban-user", "someone", "--timeout", "999999s"),
                of("jdk or vertx", "ban-user", "someone", "--transport", "netty"),
                of("is not valid", "kick", "testRoom", "f0/aa"),
                of("E.164", "dial-out", "testRoom", "0747777777"),
                of("E.164", "hang-up", "testRoom", "+40abc"),
                of("is not valid", "destroy-room", " "),
                of("is not valid", "destroy-room", "room@nowhere"),
                of("must not be empty", "ban-user", ""),
                of("three base64url segments", "ban-jwt", "not-a-token"),
                of("Standard input is empty: pipe the token in", "ban-jwt", "-"),
                of("Standard input is empty: pipe the token in", "decode-token", "-"),
                of("vpaas-magic-cookie-other", "destroy-room", "vpaas-magic-cookie-other/testRoom"),
                of("vpaas-magic-cookie-other", "kick", "r@conference.vpaas-magic-cookie-other.8x8.vc", "f0aa9e1e"),
                of("vpaas-magic-cookie-other", "destroy-room", "vpaas-magic-cookie-other/testRoom", "--dry-run"),
                of("short part alone", "ban-user", "someone", "--key-id", "ed85b6"),
                of("The private key's file name is empty", "ban-user", "someone", "--private-key", ""),
                of("missing.pem", "ban-user", "someone", "--private-key", "missing.pem"),
                of("JAAS_PRIVATE_KEY", "ban-user", "someone", "--private-key", Keys.pem()),
                of("https://", "ban-user", "someone", "--base-url", "http://8x8.vc"),
                of("https://", "ban-user", "someone", "--base-url", "http://8x8.vc", "--dry-run"),
                of("https://", "ban-user", "someone", "--base-url", "8x8.vc"),
                of("not a URL", "ban-user", "someone", "--base-url", "https://8x8 .vc"),
                of("Unknown option --base-url", "participant-token", "x", "--all-rooms", "--base-url", "x"),
                of("--room-pattern PATTERN and --all-rooms", "participant-token", "x"),
                of("--room-pattern PATTERN and --all-rooms", "participant-token", "x", "--all-rooms", "--room", "r"),
                of("--room-pattern PATTERN and --all-rooms", "participant-token", "x", "--room-pattern=a", "--room=a"),
                of("Room pattern must not end in", "participant-token", "x", "--room-pattern=a%"),
                of("call allRooms", "participant-token", "x", "--room", "*"),
                of("vpaas-magic-cookie-other", "participant-token", "x", "--room", "vpaas-magic-cookie-other/r"),
                of("must not be empty", "participant-token", "", "--all-rooms"),
                of("Name must not be blank", "participant-token", "x", "--all-rooms", "--name", ""),
                of("Avatar must be an https", "participant-token", "x", "--all-rooms", "--avatar", "picture.png"),
                of("--avatar is not a URL", "participant-token", "x", "--all-rooms", "--avatar", "https://a b"),
                of("must be 1 s to 24 h", "participant-token", "x", "--all-rooms", "--lifetime", "25h"),
                of("2h, 30m or 90s", "participant-token", "x", "--all-rooms", "--lifetime", "2"),
                of("outbound-call", "participant-token", "x", "--all-rooms", "--feature", "recording,phone"),
                of("short part alone", "participant-token", "x", "--all-rooms", "--key-id", "ed85b6"),
                of("Unknown option --key-id", "decode-token", "a.b.c", "--key-id", "x"),
                of("three base64url segments", "decode-token", "not-a-token"),
                of("The token's header cannot be read", "decode-token", "a.b.c"),
                of("The token's claims cannot be read", "decode-token", "e30.W10.c"),
                of("The token's claims cannot be read", "decode-token", "e30.eyJhIjoxLCJhIjoxfQ.c"),
                of("C.UTF-8", "destroy-room", "caf\uFFFD\uFFFD"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInput_refusedInOneSentence(String hint, List<String> args) {
        Invocation.Result result = invocation().run(args.toArray(String[]::new));

        assertThat(result.err()).contains(hint).endsWith(".\n");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
        assertThat(recorder.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInput_withJson_refusedByAnObjectToo(String hint, List<String> args) throws Exception {
        Invocation.Result result = invocation()
                .run(Stream.concat(args.stream(), Stream.of("--json")).toArray(String[]::new));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out().lines()).hasSize(1);
        assertThat(JSONObjectUtils.parse(result.out()))
                .containsEntry("outcome", "refused")
                .containsEntry("exitStatus", 2L)
                .containsEntry("message", result.err().strip());
    }

    @Test
    void keyIdMissing_saysWhereToFindIt() {
        Invocation.Result result = invocation().without("JAAS_KEY_ID").run("ban-user", "someone");

        assertThat(result.err()).contains("--key-id", "JAAS_KEY_ID", "console").endsWith(".\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void privateKeyMissing_saysHowToSetIt() {
        Invocation.Result result = invocation().without("JAAS_PRIVATE_KEY").run("ban-user", "someone");

        assertThat(result.err())
                .contains("--private-key", "JAAS_PRIVATE_KEY_FILE", "JAAS_PRIVATE_KEY")
                .endsWith(".\n");
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void emptyVariable_countsAsNotSet() {
        assertThat(invocation().with("JAAS_KEY_ID", "").run("ban-user", "x").err())
                .contains("Missing key id");
    }

    @Test
    void misplacedToken_isNotPrinted() {
        for (String[] args : new String[][] {
            {TOKEN},
            {"ban-jwt", TOKEN, TOKEN},
            {"kick", "testRoom", TOKEN},
            {"kick", TOKEN, "f0/aa"},
            {"destroy-room", TOKEN + "/x"},
            {"ban-user", "x", "--timeout", TOKEN},
            {"ban-user", "x", "--transport", TOKEN},
            {"ban-user", "x", "--" + TOKEN},
            {"ban-user", "x", "--key-id", TOKEN},
            {"ban-user", "x", "--base-url", TOKEN},
            {"ban-user", "x", "--private-key", TOKEN}
        }) {
            Invocation.Result result = invocation()
                    .run(Stream.concat(Stream.of(args), Stream.of("--verbose")).toArray(String[]::new));

            assertThat(result.status()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(result.everything()).as(String.join(" ", args)).doesNotContain(TOKEN);
        }
    }

    private static Arguments of(String hint, String... args) {
        return Arguments.of(hint, List.of(args));
    }

    private static Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .with("JAAS_BASE_URL", recorder.url());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.common.BuildInfo;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program prints does not depend on the default locale: not its digits, its separators or its capitals. */
@Tag("slow")
@Isolated("changes the default locale")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocaleTest {

    private static final String LONG_EXPIRED =
            "eyJhbGciOiJSUzI1NiJ9" + ".eyJuYmYiOjE2MDAwMDAwMDAsImV4cCI6MTYwMDAwMDY2MH0.c2ln";

    private static final Locale DEFAULT = Locale.getDefault();

    private final JaasSimulator simulator = JaasSimulator.start();

    @SuppressWarnings("NullAway.Init")
    private List<String> neutral;

    @BeforeAll
    void runInTheNeutralLocale() {
        Locale.setDefault(Locale.ROOT);
        neutral = runs();
    }

    @AfterEach
    void restore() {
        Locale.setDefault(DEFAULT);
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "fa-IR-u-nu-arabext"})
    void everyText_inAnotherLocale_isTheSame(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(runs()).isEqualTo(neutral);
    }

    /** So that the test above cannot pass because the locales have no digits of their own. */
    @Test
    void locale_withItsOwnDigits_formatsWithThem() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

        assertThat(String.format(Locale.getDefault(), "%d", 429)).isEqualTo("\u0664\u0662\u0669");
    }

    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        Stream.of("", "demo", "simulate", "ban-user", "ban-jwt", "destroy-room", "dial-out", "hang-up", "kick", "token")
                .forEach(command -> runs.add(run(Stream.of(command, "--help")
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new))));
        runs.add(run("decode-token", LONG_EXPIRED));
        runs.add(run("ban-user", "someone", "--verbose"));
        runs.add(run("ban-user", "someone", "--json"));
        runs.add(run("ban-user", "someone", "--dry-run"));
        for (int status : new int[] {400, 401, 404, 429, 500, 302}) {
            runs.add(scripted(status, "dial-out", "testRoom", "+40747777777", "--verbose"));
            runs.add(scripted(status, "dial-out", "testRoom", "+40747777777", "--json"));
        }
        simulator.script(ScriptedResponse.status(503), ScriptedResponse.status(503), ScriptedResponse.status(503));
        runs.add(run("kick", "testRoom", "f0aa9e1e", "--verbose"));
        runs.add(run("dial-out", "testRoom", "+40747"));
        runs.add(run("ban-jwt", "x".repeat(17_000)));
        runs.add(run("ban-user", "someone", "--timeout", "999999s"));
        runs.add(run("ban-user", "x", "--key-id", "a", "--key-id", "b"));
        runs.add(run("kick", "testRoom"));
        runs.add(run("simulate", "--port", "70000"));
        runs.add(run("doctor"));
        runs.add(printed(invocation().at(BuildInfo.date().minusSeconds(1)).run("doctor")));
        runs.add(run("demo"));
        return runs;
    }

    private String scripted(int status, String... args) {
        simulator.script(ScriptedResponse.status(status).header("Retry-After", "1500"));
        return run(args);
    }

    private String run(String... args) {
        return printed(invocation().run(args));
    }

    /** With digits of ASCII alone replaced where they differ from run to run. */
    private static String printed(Invocation.Result result) {
        return result.everything()
                .replaceAll("[0-9]+ ms", "N ms")
                .replaceAll("#[0-9]+", "#N")
                .replaceAll("KICK_PARTICIPANT [0-9a-f]{8} ", "KICK_PARTICIPANT ID ")
                .replaceAll("(\"[a-zA-Z]+Millis\":)[0-9]+", "$1N")
                .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:N")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z", "TIME")
                .replaceAll("(?m)^\tat .*\n", "");
    }

    private Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.common.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A token in the place of any argument, option or variable of any command is not printed, and not sent but as the one to ban. */
class PastedTokenTest {

    private static final String TOKEN = "eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";

    /** Wherever a token was cut, one of these is left of it; an admin token has none of them. */
    private static final List<String> PARTS = List.of("eyJraWQi", "eyJzdWIi", "c2lnbmF0dXJl");

    /** Ways in which a token gets into a value. */
    private static final List<String> SHAPES = List.of(
            TOKEN,
            "eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ",
            "eyJraWQiOiJ",
            TOKEN + "\n",
            "Bearer " + TOKEN,
            "room?jwt=" + TOKEN,
            "8x8.vc?jwt=" + TOKEN,
            "https://8x8.vc/" + Keys.APP_ID + "/room?jwt=" + TOKEN,
            "8x8.vc/" + Keys.APP_ID + "/room#jwt=" + TOKEN,
            "https://8x8.vc/" + TOKEN,
            "http://8x8.vc/?jwt=" + TOKEN,
            Keys.APP_ID + "/" + TOKEN,
            Keys.APP_ID + "/eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ",
            Keys.APP_ID + "/room?jwt=" + TOKEN,
            Keys.APP_ID + "eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ/ed85b6",
            TOKEN + "@conference." + Keys.APP_ID + ".8x8.vc",
            "room@conference." + TOKEN + ".8x8.vc",
            "+40747777777;" + TOKEN);

    /** For what is the same with every command. */
    private static final List<String> FEW_SHAPES = List.of(
            TOKEN, "eyJraWQiOiJ", "https://8x8.vc/" + TOKEN, Keys.APP_ID + "/eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ");

    private static final Map<String, String> VALID = Map.of(
            "USER_ID", "someone",
            "JWT|-", "a.b.c",
            "ROOM", "testRoom",
            "PHONE", "+40747777777",
            "PARTICIPANT_ID", "f0aa9e1e");

    @SuppressWarnings("NullAway.Init")
    private RecordingServer recorder;

    @BeforeEach
    void record() throws IOException {
        recorder = new RecordingServer(404, "");
    }

    @AfterEach
    void close() throws IOException {
        recorder.close();
    }

    static Stream<CommandSpec> commands() {
        Terminal terminal = new Terminal(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                Clock.systemUTC());
        return new CommandLine(new Program(terminal))
                .getSubcommands().values().stream().map(CommandLine::getCommandSpec);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void token_asAnyArgument_isNotPrintedOrSent(CommandSpec command) {
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            for (String shape : SHAPES) {
                List<String> args = new ArrayList<>(List.of(command.name()));
                command.positionalParameters()
                        .forEach(other -> args.add(other == parameter ? shape : VALID.get(other.paramLabel())));
                assertNotShown(args, "--dry-run");
                assertNotShown(args, "--json");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void token_asOneArgumentTooMany_isNotPrinted(CommandSpec command) {
        for (String shape : FEW_SHAPES) {
            List<String> args = validArguments(command);
            args.add(shape);
            assertNotShown(args, "--json");
            args.set(args.size() - 1, "--" + shape);
            assertNotShown(args, "--json");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void token_asAnyOption_isNotPrintedOrSent(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            for (String shape : FEW_SHAPES) {
                List<String> args = validArguments(command);
                args.add(option.longestName() + "=" + shape);
                assertNotShown(args, command.positionalParameters().isEmpty() ? "--json" : "--dry-run");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAAS_KEY_ID", "JAAS_PRIVATE_KEY_FILE", "JAAS_PRIVATE_KEY", "JAAS_BASE_URL"})
    void token_asAnyVariable_isNotPrintedOrSent(String variable) {
        for (String shape : SHAPES) {
            for (String command : List.of("destroy-room testRoom", "token", "doctor")) {
                Invocation.Result result =
                        invocation().with(variable, shape).run((command + " --verbose").split(" ", -1));

                assertHasNoPartOfIt(variable + " " + shape, result);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verbose", "--dry-run"})
    void token_toBan_isNotPrinted(String option) {
        Invocation.Result result = invocation().run("ban-jwt", TOKEN, option);

        assertHasNoPartOfIt(option, result);
        assertThat(result.status()).isEqualTo(option.equals("--dry-run") ? 0 : 3);
        assertThat(recorder.requests()).hasSize(option.equals("--dry-run") ? 0 : 1);
    }

    private void assertNotShown(List<String> args, String option) {
        String[] all =
                Stream.concat(args.stream(), Stream.of("--verbose", option)).toArray(String[]::new);
        assertHasNoPartOfIt(Arrays.toString(all), invocation().run(all));
    }

    private void assertHasNoPartOfIt(String input, Invocation.Result result) {
        assertThat(result.everything()).as(input).isNotEmpty();
        PARTS.forEach(part -> assertThat(result.everything()).as(input).doesNotContain(part));
        assertThat(recorder.requests())
                .filteredOn(request -> !request.path().endsWith("/ban/jwt"))
                .as(input)
                .allSatisfy(request -> PARTS.forEach(
                        part -> assertThat(request.path() + request.body()).doesNotContain(part)));
    }

    private static List<String> validArguments(CommandSpec command) {
        List<String> args = new ArrayList<>(List.of(command.name()));
        command.positionalParameters()
                .forEach(parameter -> args.add(
                        Optional.ofNullable(VALID.get(parameter.paramLabel())).orElseThrow()));
        return args;
    }

    private Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .with("JAAS_BASE_URL", recorder.url());
    }
}

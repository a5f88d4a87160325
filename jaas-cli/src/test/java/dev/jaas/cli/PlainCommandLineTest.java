// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

class PlainCommandLineTest {

    private static final List<String> WORDS = List.of(
            "kick",
            "ban-user",
            "dial-out",
            "demo",
            "room",
            "a/b",
            "key.pem",
            "http://127.0.0.1:1",
            "",
            "\"x/y\"",
            "@file.txt",
            "-",
            "--",
            "-x",
            "+4930",
            "jdk",
            "vertx",
            "5s",
            "--key-id",
            "--key-id=a/b",
            "--private-key",
            "--base-url",
            "--transport",
            "--transport=jdk",
            "--timeout",
            "--json",
            "--dry-run",
            "--quiet",
            "--canonical",
            "--profile",
            "--verbose",
            "--help",
            "-V");

    @Test
    void plainLines_areReadAsPicocliReadsThem() {
        Random random = new Random(10);
        int plain = 0;
        for (int i = 0; i < 6_000; i++) {
            List<String> line = new ArrayList<>(List.of("kick", "room", "participant"));
            for (int extra = random.nextInt(6); extra > 0; extra--) {
                line.add(random.nextInt(line.size() + 1), WORDS.get(random.nextInt(WORDS.size())));
            }
            if (random.nextBoolean()) {
                line.remove(random.nextInt(line.size()));
            }
            plain += isReadAsByPicocli(line.toArray(String[]::new)) ? 1 : 0;
        }
        assertThat(plain).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ban-user id",
                "ban-jwt -x",
                "ban-jwt e30.e30.e30",
                "destroy-room room",
                "dial-out room +4930 --json",
                "hang-up --key-id a/b room +4930",
                "kick room p --transport vertx --private-key k.pem --base-url https://8x8.vc --dry-run --verbose"
            })
    void eachCommand_isReadAsPicocliReadsIt(String line) {
        assertThat(isReadAsByPicocli(line.split(" "))).isEqualTo(!line.contains("-x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kick room",
                "kick room p q",
                "kick room p --json --json",
                "kick room p --help",
                "kick room p --key-id",
                "--key-id demo kick room p",
                "kick room p --transport other",
                "kick room p --canonical",
                "kick room p --profile prod",
                "token",
                "--json"
            })
    void whatMayBeAMistake_isLeftToPicocli(String line) {
        assertThat(PlainCommandLine.parse(line.split(" "), program())).isNull();
    }

    private static boolean isReadAsByPicocli(String[] args) {
        Program read = program();
        PlainCommandLine plain = PlainCommandLine.parse(args, read);
        if (plain == null) {
            return false;
        }
        Program expected = program();
        ParseResult parsed;
        try {
            parsed = requireNonNull(FullCommandLine.of(expected).parseArgs(args).subcommand(), "a command");
        } catch (ParameterException e) {
            throw new AssertionError("picocli refuses " + Arrays.toString(args), e);
        }
        List<String> words = new ArrayList<>(List.of(parsed.commandSpec().name()));
        parsed.commandSpec()
                .positionalParameters()
                .forEach(parameter -> words.add(parameter.getValue().toString()));
        assertThat(plain.words()).as(Arrays.toString(args)).isEqualTo(words);
        assertThat(read).usingRecursiveComparison().ignoringFields("terminal").isEqualTo(expected);
        return true;
    }

    private static Program program() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Program(
                new Terminal(Map.of(), new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Clock.systemUTC()));
    }
}

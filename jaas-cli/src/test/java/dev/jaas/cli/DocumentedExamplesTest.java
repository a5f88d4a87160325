// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/cli.md: every line that begins with {@code $ jaas} is run, in order, and its output compared. */
@Tag("slow")
class DocumentedExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");

    /** A word of a command line, with its quotation marks. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static final String PARTICIPANT = "f0aa9e1e";

    /** What the examples name as if they were in the current directory. */
    private static final List<String> FILES = List.of("jaas.key", "banned.csv", "guests.csv");

    private final JaasSimulator simulator = JaasSimulator.start();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private String bob = "";
    private int status;

    /** A command line and the output that the document shows. */
    private record Example(String line, String output) {}

    @BeforeEach
    void layOut() throws IOException {
        ConferenceName standup = simulator.conference("standup");
        simulator.join(standup, UserId.parse("alice"));
        simulator.join(simulator.conference("my%20room"), UserId.parse("alice"));
        bob = simulator.join(standup, UserId.parse("bob")).value();
        Files.writeString(directory.resolve("simulator.pem"), simulator.privateKeyPem());
        Files.writeString(
                Files.createDirectories(directory.resolve("jaas")).resolve("staging.conf"),
                "key-id = " + simulator.keyId() + "\nprivate-key = ../simulator.pem\nbase-url = "
                        + simulator.baseUrl());
        Files.writeString(directory.resolve("banned.csv"), "user_id\nmallory\neve\ntrudy\n");
        Files.writeString(directory.resolve("guests.csv"), "room,phone\nstandup,+40747777777\nstandup,+40747777778\n");
        Files.writeString(
                directory.resolve("token.txt"),
                run(List.of("participant-token", "bob", "--room", "standup")).out());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void everyExample_printsWhatTheDocumentShows() throws IOException {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(15);
        for (Example example : examples) {
            String output = run(example.line());

            assertThat(output).as(example.line()).matches(pattern(example.output()));
        }
    }

    private static List<Example> examples() throws IOException {
        Path document = Path.of(System.getProperty("basedir", "."), "..", "docs", "cli.md");
        List<Example> examples = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(Files.readString(document)); block.find(); ) {
            String[] parts = ("\n" + block.group(1)).split("\n\\$ ");
            Arrays.stream(parts).skip(1).map(part -> part.split("\n", 2)).forEach(part -> {
                examples.add(new Example(part[0], part.length < 2 ? "" : part[1].strip()));
            });
        }
        return examples;
    }

    private String run(String line) {
        if (line.equals("echo $?")) {
            return String.valueOf(status);
        }
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line.replace(PARTICIPANT, bob)); word.find(); ) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        assertThat(words.remove(0)).isEqualTo("jaas");
        Invocation.Result result = run(words);
        status = result.status();
        String output = (result.err() + result.out()).strip();
        for (String file : FILES) {
            output = output.replace(directory.resolve(file).toString(), file);
        }
        return output;
    }

    private Invocation.Result run(List<String> words) {
        List<String> arguments = new ArrayList<>(words);
        FILES.forEach(file ->
                Collections.replaceAll(arguments, file, directory.resolve(file).toString()));
        Invocation invocation = new Invocation().with("XDG_CONFIG_HOME", directory.toString());
        if (!arguments.contains("--profile")) {
            invocation
                    .with("JAAS_KEY_ID", simulator.keyId().value())
                    .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                    .with("JAAS_BASE_URL", simulator.baseUrl().toString());
        }
        int redirection = arguments.indexOf("<");
        if (redirection >= 0) {
            invocation.reading(read(arguments.get(redirection + 1)));
            arguments.subList(redirection, redirection + 2).clear();
        }
        return invocation.run(arguments.toArray(String[]::new));
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Pattern pattern(String output) {
        return Pattern.compile(
                Arrays.stream(output.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}

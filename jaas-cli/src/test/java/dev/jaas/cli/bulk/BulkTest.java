// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.cli.Invocation;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --from} against a simulator: effect, output and exit status. */
class BulkTest {

    @SuppressWarnings("NullAway.Init")
    private static JaasSimulator simulator;

    @SuppressWarnings("NullAway.Init")
    private static ConferenceName room;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeAll
    static void start() {
        simulator = JaasSimulator.start();
        room = simulator.conference("room");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        simulator.join(room, UserId.parse("host"));
    }

    @ParameterizedTest
    @EnumSource
    void kick_fromCsv_kicksAllWithOneToken(TransportKind kind) throws Exception {
        Invocation.Result result =
                invocation().run("kick", "--from", kicks(50), "--rate=1000/s", "--transport=" + kind);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("50 commands: 50 accepted.\n");
        assertThat(result.status()).isZero();
        assertThat(simulator.room(room).participants()).hasSize(1);
        assertThat(simulator.requests()).hasSize(50);
        assertThat(simulator.requests().stream().map(request -> request.header("authorization")))
                .containsOnly(simulator.requests().get(0).header("authorization"));
    }

    @Test
    void banUser_fromStandardInput_bansAll() {
        Invocation.Result result = invocation()
                .reading("{\"userId\":\"alice\"}\n{\"userId\":\"bob, \\\"é\\\"\"}\n")
                .run("ban-user", "--from=-", "--journal", directory.resolve("j").toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(simulator.bannedUsers())
                .containsExactlyInAnyOrder(UserId.parse("alice"), UserId.parse("bob, \"é\""));
    }

    @Test
    void json_isOneResultPerLineAndASummary() throws Exception {
        simulator.script(ScriptedResponse.status(404));
        String input =
                file("list.csv", "room,phone,name\nroom,+49 30 123456,Jane\n" + room.fqn() + ",+4930123457,Joe\n");
        List<Map<String, Object>> lines =
                lines(invocation().run("dial-out", "--from", input, "--json", "--concurrency=1"), 3);

        assertThat(lines.get(0))
                .containsEntry("line", 2L)
                .containsEntry("outcome", "rejected")
                .containsEntry("exitStatus", 3L)
                .containsEntry("command", "DIAL_OUT_PARTICIPANT")
                .containsEntry("conference", room.fullName())
                .containsEntry("phone", "+4930123456")
                .containsEntry("status", 404L)
                .containsEntry("reason", "NOT_FOUND")
                .containsKeys("at", "attempts", "elapsedMillis", "message");
        assertThat(lines.get(1))
                .containsEntry("line", 3L)
                .containsEntry("outcome", "accepted")
                .doesNotContainKeys("message", "reason");
        assertThat(lines.get(2))
                .containsEntry("outcome", "summary")
                .containsEntry("commands", 2L)
                .containsEntry("accepted", 1L)
                .containsEntry("rejected", 1L)
                .containsEntry("notSent", 0L)
                .containsEntry("unknown", 0L)
                .containsEntry("journal", input + ".jaas-journal");
    }

    @Test
    void failures_areSentencesOnStandardError() throws Exception {
        Invocation.Result result = invocation().run("kick", "--from", file("list.csv", "room,nobody\n"));

        assertThat(result.err())
                .startsWith("line 1: KICK_PARTICIPANT was rejected with status 404")
                .hasLineCount(1);
        assertThat(result.out()).isEqualTo("1 command: 1 rejected.\n");
        assertThat(result.status()).isEqualTo(3);
    }

    @Test
    void secondRun_sendsNothingAndHasTheSameStatus() throws Exception {
        simulator.script(ScriptedResponse.dropConnectionAfterExecuting());
        String input = file("list.csv", "room,+4930123456\nroom,+4930123457\n");
        Invocation.Result first = invocation().run("dial-out", "--from", input);
        Invocation.Result second = invocation().run("dial-out", "--from", input);

        assertThat(simulator.requests()).hasSize(2);
        assertThat(first.status()).isEqualTo(5);
        assertThat(second.status()).isEqualTo(5);
        assertThat(second.err()).isEqualTo(first.err()).startsWith("line 1: DIAL_OUT_PARTICIPANT may or may not");
        assertThat(second.out()).startsWith("2 commands: 1 accepted, 1 unknown (2 by earlier runs).");
        assertThat(lines(invocation().run("dial-out", "--from", input, "--json"), 2)
                        .get(0))
                .containsEntry("outcome", "unknown")
                .containsEntry("earlier", true);
        assertThat(simulator.requests()).hasSize(2);
    }

    @Test
    void changedInput_isRefused() throws Exception {
        String input = file("list.csv", "room,+4930123456\n");
        assertThat(invocation().run("dial-out", "--from", input).status()).isZero();
        file("list.csv", "room,+4930123456\nroom,+4930123457\n");

        Invocation.Result changed = invocation().run("dial-out", "--from", input);
        Invocation.Result other = invocation().run("hang-up", "--from", input);

        assertThat(changed.status()).isEqualTo(2);
        assertThat(changed.err())
                .contains("is of a run with another input", "--journal")
                .hasLineCount(1);
        assertThat(other.err()).contains("is of a run with another command");
        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void invalidLines_areListedAndNothingIsSent() throws Exception {
        String input = file("list.csv", "room,+4930123456\nroom,030123456\n\nroom\nroom,+4930123456\n");
        Invocation.Result result = invocation().run("dial-out", "--from", input);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(4);
        assertThat(result.err())
                .contains("line 2: Phone number \"030123456\" is not valid")
                .contains("line 4: It has 1 field instead of 2")
                .contains("line 5: It is the same as line 1")
                .contains("list.csv has 3 invalid lines, so nothing was sent: correct it");
        assertThat(lines(invocation().run("dial-out", "--from", input, "--json"), 4))
                .extracting(line -> line.get("line"))
                .containsExactly(2L, 4L, 5L, null);
        assertThat(simulator.requests()).isEmpty();
        assertThat(Path.of(input + ".jaas-journal")).doesNotExist();
    }

    @Test
    void encodings_utf8WithMarkIsRead_othersAreRefused() throws Exception {
        assertThat(invocation()
                        .run("ban-user", "--from", file("a.csv", "\uFEFFuser_id\né\n"))
                        .status())
                .isZero();
        assertThat(simulator.bannedUsers()).containsExactly(UserId.parse("é"));
        for (byte[] bytes : List.of("x\né\n".getBytes("ISO-8859-1"), "x\né\n".getBytes("UTF-16"))) {
            Path file = Files.write(directory.resolve("b.csv"), bytes);
            Invocation.Result result = invocation().run("ban-user", "--from", file.toString());
            assertThat(result.err()).contains("UTF-8").startsWith(bytes[0] == 'x' ? "line 2: " : "line 1: ");
            assertThat(result.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "\uFEFF"})
    void emptyInput_isNamed(String text) throws Exception {
        assertThat(invocation().run("kick", "--from", file("e.csv", text)).err())
                .contains("e.csv is empty: ")
                .hasLineCount(1);
        assertThat(invocation()
                        .reading(text)
                        .run("kick", "--from", "-", "--journal", "j")
                        .err())
                .startsWith("Standard input is empty: ");
    }

    @Test
    void dryRun_printsTheFirstAndSendsNothing() throws Exception {
        String input = kicks(7);
        simulator.requests();
        Invocation.Result result = invocation().without("JAAS_PRIVATE_KEY").run("kick", "--from", input, "--dry-run");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("7 commands would be sent, the first of them:\n{\"line\":1,")
                .hasLineCount(6);
        assertThat(lines(invocation().run("kick", "--from", input, "--dry-run", "--json"), 1)
                        .get(0))
                .containsEntry("outcome", "dry run")
                .containsEntry("commands", 7L);
        assertThat(simulator.requests()).isEmpty();
        assertThat(Path.of(input + ".jaas-journal")).doesNotExist();
    }

    @Test
    void options_thatDoNotFit_areRefused() throws Exception {
        String input = file("list.csv", "room,p1\n");
        assertThat(invocation().reading("room,p1").run("kick", "--from", "-").err())
                .contains("name one with --journal")
                .hasLineCount(1);
        assertRefused("takes the place of ROOM and PARTICIPANT_ID", "kick", "room", "--from", input);
        assertRefused("are for --from alone", "kick", "room", "p1", "--rate", "1/s");
        assertRefused("as in 10/s or 30/m", "kick", "--from", input, "--rate", "0/s");
        assertRefused("as in 10/s or 30/m", "kick", "--from", input, "--rate", "10");
        assertRefused("from 1 to 32", "kick", "--from", input, "--concurrency", "33");
        assertRefused("does not exist", "kick", "--from", input + "x");
        assertRefused("is a directory", "kick", "--from", directory.toString());
        assertRefused("is empty", "kick", "--from", "");
        assertRefused("not a regular file", "kick", "--from", input, "--journal", "/dev/full");
        assertRefused("another kind of file", "kick", "--from", input, "--journal", input);
        assertRefused("Unknown option --from", "destroy-room", "--from", input);
        assertThat(simulator.requests()).isEmpty();
        assertThat(Files.readString(Path.of(input))).isEqualTo("room,p1\n");
    }

    @Test
    void secrets_areNeitherPrintedNorInTheJournal() throws Exception {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";
        simulator.script(ScriptedResponse.status(400).body("your token " + token));
        Invocation.Result sent = invocation().run("ban-user", "--from", file("list.csv", "alice\n"), "--verbose");
        Invocation.Result misplaced = invocation().run("ban-user", "--from", file("other.csv", token + "\n"));
        Invocation.Result noFile = invocation().run("ban-user", "--from", token);

        String journal = Files.readString(directory.resolve("list.csv.jaas-journal"));
        assertThat(Stream.of(sent.everything(), misplaced.everything(), noFile.everything(), journal))
                .noneMatch(text -> text.contains("eyJ") || text.contains("PRIVATE"));
        assertThat(sent.status()).isEqualTo(3);
        assertThat(misplaced.status()).isEqualTo(2);
        assertThat(noFile.status()).isEqualTo(2);
    }

    @Test
    void unusableKey_leavesNoJournal() throws Exception {
        String input = file("list.csv", "room,p1\n");

        assertThat(invocation()
                        .with("JAAS_PRIVATE_KEY", "nonsense")
                        .run("kick", "--from", input)
                        .status())
                .isEqualTo(2);
        assertThat(Path.of(input + ".jaas-journal")).doesNotExist();
    }

    private void assertRefused(String hint, String... args) {
        Invocation.Result result = invocation().run(args);
        assertThat(result.err()).contains(hint).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    private String kicks(int count) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < count; i++) {
            csv.append("room,")
                    .append(simulator.join(room, UserId.parse("u" + i)))
                    .append('\n');
        }
        return file("kicks.csv", csv.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, UTF_8).toString();
    }

    private static List<Map<String, Object>> lines(Invocation.Result result, int count) throws ParseException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : result.out().split("\n")) {
            lines.add(JSONObjectUtils.parse(line));
        }
        assertThat(lines).hasSize(count);
        return lines;
    }

    private static Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }
}

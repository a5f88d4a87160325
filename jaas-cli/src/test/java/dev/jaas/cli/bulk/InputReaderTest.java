// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.cli.common.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r,p1\ns,p2\n",
                "room,participant_id\nr,p1\ns,p2",
                "ROOM,PARTICIPANT_ID\r\nr,p1\r\ns,p2\r\n",
                "participantId,name,Room\np1,\"Doe, Jane\",r\np2,,s\n",
                "{\"room\":\"r\",\"participantId\":\"p1\"}\n\n{\"participant_id\":\"p2\",\"room\":\"s\",\"at\":1}\n"
            })
    void read_eachFormat_hasTheSameCommands(String text) {
        assertThat(read(Commands.KICK, text).rows())
                .extracting(row -> row.command().accept(CommandFields.READER))
                .extracting(fields -> fields.get("conference").substring(0, 1) + fields.get("participantId"))
                .containsExactly("rp1", "sp2");
    }

    @Test
    void read_line_isThatOfTheFile() {
        assertThat(read(Commands.KICK, "room,participantId\n\nr,p1\n\n\nr,p2").rows())
                .extracting(Row::line)
                .containsExactly(3, 6);
        assertThat(read(Commands.KICK, "\n{\"room\":\"r\",\"participantId\":\"p1\"}")
                        .rows())
                .extracting(Row::line)
                .containsExactly(2);
    }

    @Test
    void read_extension_decidesTheFormat() {
        InputReader csv = reader(Commands.BAN_USER, false);
        csv.read("list.CSV", "{x}\n");
        assertThat(csv.input("list.csv").rows()).hasSize(1);
        InputReader json = reader(Commands.BAN_USER, false);
        json.read("list.jsonl", "x\n");
        assertThat(json.problems())
                .singleElement()
                .extracting("reason")
                .asString()
                .contains("not one JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`r,p1\nr;p2\n`, 2, 1 field instead of 2",
                "`r,p1,x`, 1, 3 fields instead of 2",
                "`room,participantId,name\nr,p1`, 2, 2 fields instead of 3",
                "`r ,p1`, 1, white space",
                "`r,p/1`, 1, Participant id",
                "`room,participant\nr,p1`, 1, looks like a header",
                "`room,room,participantId\nr,r,p1`, 1, looks like a header",
                "`r,p1\nvpaas-magic-cookie-other/r,p2`, 2, vpaas-magic-cookie-other",
                "`r,p1\nr,\"p2`, 2, not closed",
                "`{\"room\":\"r\"}`, 1, participant_id",
                "`{\"room\":\"r\",\"participantId\":7}`, 1, must be a string",
                "`{\"room\":\"r\",\"room\":\"s\",\"participantId\":\"p\"}`, 1, distinct members",
                "`{\"room\":\"r\",\"participantId\":\"p\",\"participant_id\":\"q\"}`, 1, once each",
                "`{\"room\":\"r\",\"participantId\":\"p\"} x`, 1, JSON object"
            })
    void read_invalidLine_isReportedWithItsNumber(String text, int line, String reason) {
        InputReader reader = reader(Commands.KICK, false);
        reader.read("-", text);

        assertThat(reader.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.reason()).contains(reason).endsWith(".");
        });
        assertThatThrownBy(() -> reader.input("standard input"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Standard input has 1 invalid line, so nothing was sent: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "userId", "USER ID", "id"})
    void read_headerOfUsers_isNeverBanned(String header) {
        InputReader reader = reader(Commands.BAN_USER, false);
        reader.read("-", header + "\nalice\n");

        if (reader.problems().isEmpty()) {
            assertThat(reader.input("-").rows()).extracting(Row::line).containsExactly(2);
        } else {
            assertThat(reader.problems()).singleElement().extracting("line").isEqualTo(1);
        }
    }

    @Test
    void read_manyInvalidLines_areCountedAndTheFirstListed() {
        InputReader reader = reader(Commands.KICK, false);
        reader.read("-", "r,p/\n".repeat(1000));

        assertThat(reader.problems()).hasSize(InputReader.MAX_PROBLEMS);
        assertThatThrownBy(() -> reader.input("list.csv"))
                .hasMessageStartingWith("The file list.csv has 1000 invalid lines (20 of them are listed), so nothing");
    }

    @Test
    void read_equalDialOuts_areRefusedUnlessAllowed() {
        String text = "r,+4930123456\nr,+49 30 123456\n";
        InputReader refusing = reader(Commands.DIAL_OUT, false);
        refusing.read("-", text);
        assertThat(refusing.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.reason()).contains("same as line 1", "billed", "--allow-duplicates");
        });

        InputReader allowing = reader(Commands.DIAL_OUT, true);
        allowing.read("-", text);
        assertThat(allowing.input("-").rows()).hasSize(2);
    }

    @Test
    void read_equalKicks_areSentOnce() {
        Input input = read(Commands.KICK, "r,p1\nr,p1\nr,p2\nr,p1\n");

        assertThat(input.rows()).extracting(Row::line).containsExactly(1, 3);
        assertThat(input.repeated()).isEqualTo(2);
    }

    @Test
    void input_tooManyRowsOrNone_isRefused() {
        InputReader reader = reader(Commands.BAN_USER, true);
        for (int i = 0; i <= InputReader.MAX_ROWS; i++) {
            reader.arguments(i + 1, List.of("u" + i));
        }
        assertThatThrownBy(() -> reader.input("-")).hasMessageContaining("more than 100000 commands");
        assertThatThrownBy(() -> read(Commands.BAN_USER, "user_id\n")).hasMessageContaining("no line after its header");
    }

    @Test
    void digest_anyChange_isAnother() {
        String digest = read(Commands.KICK, "r,p1\nr,p2\n").digest();

        assertThat(digest)
                .hasSize(64)
                .isEqualTo(read(Commands.KICK, "r,p1\r\n\"r\",p2").digest());
        for (String other : List.of("r,p1\n", "r,p2\nr,p1\n", "\nr,p1\nr,p2\n", "r,p1\ns,p2\n", "r,p1\nr,p2\nr,p3\n")) {
            assertThat(read(Commands.KICK, other).digest()).as(other).isNotEqualTo(digest);
        }
        assertThat(Commands.dialOuts(2).digest()).isNotEqualTo(Commands.kicks(2).digest());
    }

    @Test
    void fields_ofEveryCommand_holdNoSecret() {
        assertThat(dev.jaas.domain.JaasCommand.examples(Commands.APP_ID))
                .extracting(command -> command.accept(CommandFields.READER))
                .allSatisfy(fields -> assertThat(fields.toString()).doesNotContain("eyJ"))
                .contains(Map.of());
    }

    private static Input read(LineCommand command, String text) {
        InputReader reader = reader(command, false);
        reader.read("-", text);
        return reader.input("standard input");
    }

    private static InputReader reader(LineCommand command, boolean allowDuplicates) {
        return new InputReader(command, Commands.APP_ID, allowDuplicates);
    }
}

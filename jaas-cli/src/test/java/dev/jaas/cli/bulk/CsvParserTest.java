// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.cli.bulk.CsvParser.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvParserTest {

    private static final int SEED = 4180;

    /** Rows that Python's module csv wrote, and arbitrary texts with what it reads in them; null where it refuses. */
    private static final String JUDGE = """
            import csv, io, json, random
            random.seed(%d)
            for dialect in ('\\r\\n', '\\n', '\\r'):
                for i in range(400):
                    letters = 'ab", é' + ('\\r\\n' if i %% 2 else dialect)
                    rows = [[''.join(random.choice(letters) for _ in range(random.randrange(1, 6)))
                            for _ in range(2)] for _ in range(random.randrange(1, 4))]
                    out = io.StringIO(newline='')
                    csv.writer(out, lineterminator=dialect, quoting=i %% 2).writerows(rows)
                    print(json.dumps({'text': out.getvalue(), 'rows': rows}))
            for i in range(3000):
                text = ''.join(random.choice('ab"",,\\r\\n') for _ in range(random.randrange(0, 12)))
                try:
                    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
                    print(json.dumps({'text': text, 'rows': [row for row in rows if row]}))
                except csv.Error:
                    print(json.dumps({'text': text}))
            """.formatted(SEED);

    @Test
    void next_quotedFields_areUnquoted() {
        assertThat(read("a,\"b \"\"c\"\", d\"\n\"\",\"two\r\nlines\"\r\n"))
                .containsExactly(List.of("a", "b \"c\", d"), List.of("", "two\r\nlines"));
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'", "'\r'"})
    void next_anyLineBreak_endsARecordAndCounts(String lineBreak) {
        CsvParser parser = new CsvParser(String.join(lineBreak, "a,b", "", " \t ", "\"c" + lineBreak + "d\",e", "f,g"));

        assertThat(List.of(lineOfNext(parser), lineOfNext(parser), lineOfNext(parser)))
                .containsExactly(1, 4, 6);
        assertThat(parser.next()).isNull();
    }

    @Test
    void next_spacesAroundAnUnquotedField_arePadding() {
        assertThat(new CsvParser("a, b").next()).isEqualTo(new CsvRecord(1, List.of("a", " b"), true));
        assertThat(new CsvParser("a,b\u00A0").next()).extracting("padded").isEqualTo(true);
        assertThat(new CsvParser("a,\" b\"").next()).isEqualTo(new CsvRecord(1, List.of("a", " b"), false));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'a,b\nc,d\"e', 2, within a field",
                "'a,\"b', 1, not closed",
                "'x\n\na,\"b\nc', 3, not closed",
                "'a,\"b\"c', 1, after a closing"
            })
    void next_misplacedQuotationMark_isRefusedWithItsLine(String text, int line, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageContaining(reason)
                .extracting("line")
                .isEqualTo(line);
    }

    @Test
    void next_randomTexts_areReadAsByPython() throws Exception {
        List<Map<String, Object>> judged = judge();

        int refused = 0;
        for (Map<String, Object> one : judged) {
            String text = String.valueOf(one.get("text"));
            try {
                assertThat(read(text)).as(text).isEqualTo(one.get("rows"));
            } catch (InvalidLineException e) {
                refused++;
                if (!String.valueOf(e.getMessage()).contains("within a field")) { // Python accepts those
                    assertThat(one.get("rows")).as(text).isNull();
                }
            }
        }
        assertThat(judged).hasSize(4200);
        assertThat(refused).isBetween(100, 3000);
    }

    private static List<Map<String, Object>> judge() throws Exception {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", JUDGE)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3");
            throw e;
        }
        List<Map<String, Object>> judged = new ArrayList<>();
        for (String line : new String(python.getInputStream().readAllBytes(), UTF_8).split("\n")) {
            judged.add(JSONObjectUtils.parse(line));
        }
        assertThat(python.waitFor()).isZero();
        return judged;
    }

    private static int lineOfNext(CsvParser parser) {
        CsvRecord next = parser.next();
        return next == null ? 0 : next.line();
    }

    private static List<List<String>> read(String text) {
        CsvParser parser = new CsvParser(text);
        List<List<String>> rows = new ArrayList<>();
        for (CsvRecord next = parser.next(); next != null; next = parser.next()) {
            rows.add(next.fields());
        }
        return rows;
    }
}

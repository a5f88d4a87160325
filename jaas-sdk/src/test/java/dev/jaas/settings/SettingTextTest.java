// SPDX-License-Identifier: Apache-2.0
package dev.jaas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`value`, value",
                "`\u2060value\ufeff`, value",
                "`\ud834\udd73value\ud834\udd7a`, value",
                "` \" value\" \r\n`, value",
                "`\u201cvalue\u201d`, value",
                "`\u201evalue\u201c`, value",
                "`\u2018value\u2019`, value",
                "`\"\"value\"\"`, `\"value\"`",
                "`\"value'`, `\"value'`",
                "`\"`, `\"`",
                "`\"\"`, ``",
                "`a b`, a b",
                "` `, ``"
            })
    void trim_invisibleEndsAndQuotationMarks_areRemoved(String text, String trimmed) {
        assertThat(SettingText.trim(text)).isEqualTo(trimmed);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`value`, ``",
                "`a b`, ``",
                "``, ``",
                "`\"`, ``",
                "`value\u2028`, ends in a line break",
                "`value `, ends in a space",
                "`\ud834\udd73value`, begins with U+1D173 (MUSICAL SYMBOL BEGIN BEAM)",
                "`\nvalue`, begins with a line break",
                "`'value'`, has quotation marks around it"
            })
    void describeEnds_whatIsUnusual_isNamed(String text, String ends) {
        assertThat(SettingText.describeEnds(text)).isEqualTo(ends);
    }

    @Test
    void describeMissing_fileWithOrdinaryName_isNotItsBusiness(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("key.pem"));

        assertThat(SettingText.describeMissing(file.toString())).isEmpty();
        assertThat(SettingText.describeMissing(directory.resolve("missing").toString()))
                .isEmpty();
        assertThat(SettingText.describeMissing("\0\r")).isEqualTo("ends in a line break, and there is no such file");
        assertThat(SettingText.describeMissing("\"\""))
                .isEqualTo("has quotation marks around it, and there is no such file");
    }
}

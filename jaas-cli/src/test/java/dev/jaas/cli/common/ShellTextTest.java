// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.Bash;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "it's",
                "'",
                "''",
                "\"quoted\"",
                "$HOME",
                "`id`",
                "$(id)",
                "back\\slash",
                "!!",
                "*",
                "~",
                "#",
                "a;b|c&d",
                "-n",
                "café ☎ 😀",
                "{\"a\":\"b'c\"}",
                ""
            })
    void word_anyText_isReadBackByAShell(String text) throws Exception {
        assertThat(Bash.run("printf %s " + new ShellText().word(text), Map.of()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "Bearer SECRET", "{\"jwt\":\"SECRET\"}", "SECRET'SECRET", "$SECRET`"})
    void word_withASecret_refersToAVariable(String text) throws Exception {
        String word = new ShellText().withSecret("SECRET", "FILLED_IN").word(text);

        assertThat(word).doesNotContain("SECRET");
        assertThat(Bash.run("printf %s " + word, Map.of("FILLED_IN", "it's \"$HOME\"")))
                .isEqualTo(text.replace("SECRET", "it's \"$HOME\""));
    }

    @Test
    void word_withASecretOnly_isOneQuotedWord() {
        assertThat(new ShellText().withSecret("SECRET", "JAAS_TOKEN").word("Authorization: Bearer SECRET"))
                .isEqualTo("\"Authorization: Bearer $JAAS_TOKEN\"");
    }
}

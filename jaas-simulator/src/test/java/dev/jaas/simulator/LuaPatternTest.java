// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By the reference manual of Lua 5.4, 6.4.1. */
class LuaPatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "room,          my-room-7,   true",
                "^room,         my-room-7,   false",
                "my-room,       my-room,     false",
                "my%-room,      my-room,     true",
                "^my%-room$,    my-room-7,   false",
                "^my%-%a+%-%d$, my-room-7,   true",
                "^my.room,      my-room,     true",
                "^a.b$,         a.b,         true",
                "^a%.b$,        axb,         false",
                "^a$b$,         a$b,         true",
                "^^a$,          ^a,          true",
                "``,            anything,    true",
                "^$,            x,           false",
                "^x?y$,         y,           true",
                "^x?y$,         xy,          true",
                "^x?y$,         xxy,         false",
                "^x?xy$,        xy,          true",
                "^x*y$,         xxxy,        true",
                "^x+y$,         y,           false",
                "^x+xy$,        xxxy,        true",
                "^x-y$,         xxxy,        true",
                "^x-y,          xxz,         false",
                "^.*a$,         banana,      true",
                "^.-an$,        banan,       true",
                "^-a$,          -a,          true",
                "^[a-c]+$,      abcabc,      true",
                "^[a-c]+$,      abcd,        false",
                "^[^a-c]+$,     xyz,         true",
                "^[^a-c]+$,     xaz,         false",
                "^[%w_]+$,      team_7,      true",
                "^[%w_]+$,      team-7,      false",
                "^[]x]+$,       ]x],         true",
                "^[^]x]+$,      ab],         false",
                "^[a%]]+$,      a]a,         true",
                "^[a-]+$,       a-a,         true",
                "^[%a-]+$,      a-b,         true",
                "^[+-]$,        -,           true",
                "^%w%W%d%D$,    a-1x,        true",
                "^%l%u$,        aB,          true",
                "^%l%u$,        Ba,          false",
                "^%L%U$,        Ba,          true",
                "^%x%X$,        fg,          true",
                "^%p%P$,        -a,          true",
                "^%p$,          ~,           true",
                "^%g%s$,        `x `,        true",
                "^%S%G$,        `x `,        true",
                "^%c$,          x,           false",
                "^%A+$,         123,         true",
                "^%y%_$,        y_,          true",
                "^%a+$,         Ärger,       false",
                "^..$,          ä,           true",
                "^ä+$,          ä,           true",
                "^(%a)%1$,      aa,          true",
                "^(%a)%1$,      ab,          false",
                "^((%a)%2)%1$,  aaaa,        true",
                "^(a*)b%1$,     aabaa,       true",
                "^(a+)(b?)ab$,  aaab,        true",
                "^()a()$,       a,           true",
                "^()a%1$,       a,           false",
                "^(a?)b%1$,     b,           true",
                "^(a-)%-x$,     aa-x,        true",
                "^%b()$,        (a(b)c),     true",
                "^%b()$,        (a(b)c,      false",
                "^%b()$,        x(),         false",
                "^%bxx$,        xax,         true",
                "%f[%a]room%f[%A], my-room-7, true",
                "%f[%a]room%f[%A], myroom-7,  false",
                "%f[%a]room%f[%A], room,      true",
                "^%f[%d]7,      7,           true",
            })
    void matches_pattern_asInLua(String pattern, String text, boolean expected) {
        assertThat(LuaPattern.matches(pattern, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "room%,    it ends in %",
                "[a-c,     it has a [ without a ]",
                "[,        it has a [ without a ]",
                "[^,       it has a [ without a ]",
                "[%,       it has a [ without a ]",
                "[],       it has a [ without a ]",
                "(room,    it has a ( without a )",
                "room),    it has a ) without a (",
                "r%b(,     it has %b without two characters after it",
                "%froom,   it has %f without [ after it",
                "%1,       it refers to a capture that it does not have",
                "%0,       it refers to a capture that it does not have",
                "(r%1),    it refers to a capture that it does not have",
            })
    void matches_malformedPattern_saysWhatIsWrong(String pattern, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LuaPattern.matches(pattern, "room"))
                .withMessage("is not a Lua pattern: " + problem);
    }

    @ParameterizedTest
    @MethodSource("slowPatterns")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = SEPARATE_THREAD)
    void matches_patternThatTakesTooLong_isRefused(String pattern, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LuaPattern.matches(pattern, name))
                .withMessage("is a Lua pattern that takes too long to match");
    }

    /** Each makes another part of the matching look at many characters. */
    static Stream<Arguments> slowPatterns() {
        String name = "a".repeat(200);
        String longName = "a".repeat(20_000);
        String set = "[" + "b".repeat(20_000) + "]";
        return Stream.of(
                arguments("a*".repeat(20) + "b", name),
                arguments("(a*)".repeat(20) + "b", name),
                arguments(".-".repeat(12) + "b", name),
                arguments("a?".repeat(300), "a".repeat(300)),
                arguments(set, longName),
                arguments("%f" + set, longName),
                arguments("b?" + "[".repeat(100_000) + "]", longName),
                arguments("%bab", longName),
                arguments("^(a*)a-%1b", longName.substring(0, 4_000)));
    }

    @Test
    void matches_tooManyCaptures_isNoPattern() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LuaPattern.matches("(".repeat(40), "room"))
                .withMessage("is not a Lua pattern: it has too many captures");
    }

    /** As in Lua, only what matches needs depth. */
    @Test
    void matches_manyOptionalCharactersThatAreMissing_isAPattern() {
        assertThat(LuaPattern.matches("^" + "x?".repeat(300) + "a$", "a")).isTrue();
    }

    @Test
    void matches_longPatternAndName_needsNoDeepStack() {
        String name = "room-".repeat(2_000);

        assertThat(LuaPattern.matches(name.replace("-", "%-"), name)).isTrue();
        assertThat(LuaPattern.matches("^[rom-]*$", name)).isTrue();
    }
}

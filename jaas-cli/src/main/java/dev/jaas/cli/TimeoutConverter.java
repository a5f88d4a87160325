// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.settings.SettingText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2s} and {@code 500ms}. */
final class TimeoutConverter implements ITypeConverter<Duration> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,6})(ms|s)");

    /** The client starts no attempt with less than 250 ms left, and signing the token is part of a dial-out's time. */
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(500);

    /** An admin token must stay valid for twice the time of three attempts. */
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    @Override
    public Duration convert(String text) {
        Matcher syntax = SYNTAX.matcher(SettingText.trim(text));
        if (!syntax.matches()) {
            throw new TypeConversionException("it must be a number with a unit, as in 2s or 500ms");
        }
        long amount = Long.parseLong(syntax.group(1));
        Duration timeout = syntax.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new TypeConversionException("it must be from 500ms to 60s");
        }
        return timeout;
    }
}

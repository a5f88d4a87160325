package dev.jaas.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2s} and {@code 500ms}. */
final class TimeoutConverter implements ITypeConverter<Duration> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,6})(ms|s)");

    /** The client starts no attempt with less than 250 ms left, and making the token comes out of a dial-out's time. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /** An admin token has to outlive three attempts twice. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Override
    public Duration convert(String text) {
        Matcher syntax = SYNTAX.matcher(text);
        if (!syntax.matches()) {
            throw new TypeConversionException("it must be a number with its unit, as in 2s or 500ms");
        }
        long amount = Long.parseLong(syntax.group(1));
        Duration timeout = syntax.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("it must be from 500ms to 60s");
        }
        return timeout;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.bulk.BulkSettings;
import dev.jaas.cli.bulk.LineCommand;
import dev.jaas.cli.common.UsageException;
import dev.jaas.settings.SettingText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a command whose arguments can be the lines of a file. */
final class BulkOptions {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(100);
    private static final int DEFAULT_CONCURRENCY = 16;

    @Option(
            names = "--from",
            paramLabel = "FILE|-",
            description = "Send one command for each line of a file, or of standard input, in CSV or NDJSON."
                    + " The file may begin with a header that names the arguments. See docs/cli.md.")
    @Nullable
    String from;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "With --from: where to record what was sent, so that the same command can continue after an"
                    + " interruption. Default: FILE.jaas-journal; required with standard input.")
    @Nullable
    String journal;

    @Option(
            names = "--rate",
            paramLabel = "N/s|N/m",
            converter = IntervalConverter.class,
            description = "With --from: how many commands are sent in a second or a minute. Default: 10/s.")
    @Nullable
    Duration interval;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "With --from: how many commands are in flight at most, 1 to 32. Default: 16.")
    @Nullable
    Integer concurrency;

    @Option(
            names = "--allow-duplicates",
            description =
                    "With --from: send equal lines as often as they occur. Without it, dial-out refuses them, and other"
                            + " commands send them once.")
    boolean allowDuplicates;

    /**
     * Checks that there are arguments or a file, and not both.
     *
     * @return null if there are arguments
     */
    @Nullable
    BulkSettings settings(LineCommand command, @Nullable String... arguments) {
        if (from == null) {
            requireAll(command, arguments);
            return null;
        }
        if (Arrays.stream(arguments).anyMatch(Objects::nonNull)) {
            throw new UsageException(
                    "--from takes the place of " + String.join(" and ", command.columns()),
                    "leave out one or the other.");
        }
        if (SettingText.isBlank(from) || (journal != null && SettingText.isBlank(journal))) {
            throw new UsageException("The file name of --from or --journal is empty", "correct it.");
        }
        int inFlight = concurrency == null ? DEFAULT_CONCURRENCY : concurrency;
        if (inFlight < 1 || inFlight > BulkSettings.MAX_CONCURRENCY) {
            throw new UsageException(
                    "--concurrency is out of range", "it must be from 1 to " + BulkSettings.MAX_CONCURRENCY + ".");
        }
        return new BulkSettings(
                from, journal, interval == null ? DEFAULT_INTERVAL : interval, inFlight, allowDuplicates);
    }

    private void requireAll(LineCommand command, @Nullable String... arguments) {
        if (journal != null || interval != null || concurrency != null || allowDuplicates) {
            throw new UsageException(
                    "--journal, --rate, --concurrency and --allow-duplicates are for --from alone",
                    "add that, or leave them out.");
        }
        List<String> missing = IntStream.range(0, arguments.length)
                .filter(i -> arguments[i] == null)
                .mapToObj(i -> "'" + command.columns().get(i) + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException("Missing required parameter" + (missing.size() == 1 ? "" : "s") + ": "
                    + missing.stream().collect(Collectors.joining(", ")) + "; see `jaas " + command.name()
                    + " --help`.");
        }
    }

    /** Reads {@code 10/s} and {@code 30/m}, as the time between two commands. */
    static final class IntervalConverter implements ITypeConverter<Duration> {

        private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,5})/([sm])");
        private static final int MAX_RATE = 10_000;

        @Override
        public Duration convert(String text) {
            Matcher syntax = SYNTAX.matcher(SettingText.trim(text));
            int rate = syntax.matches() ? Integer.parseInt(syntax.group(1)) : 0;
            if (rate < 1 || rate > MAX_RATE) {
                throw new TypeConversionException(
                        "it must be from 1 to 10000 a second or a minute, as in 10/s or 30/m");
            }
            return (syntax.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1)).dividedBy(rate);
        }
    }
}

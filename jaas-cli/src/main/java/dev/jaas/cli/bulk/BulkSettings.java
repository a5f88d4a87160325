// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a file is sent.
 *
 * @param from the input's file name, or {@code -} for standard input
 * @param journal the journal's file name; null for the one beside the input
 * @param interval the time between the starts of two commands
 * @param concurrency how many commands are in flight at most
 * @param allowDuplicates whether equal lines are sent as often as they occur
 */
@SuppressWarnings("exports") // JSpecify is optional
public record BulkSettings(
        String from, @Nullable String journal, Duration interval, int concurrency, boolean allowDuplicates) {

    /** {@link #from} for standard input. */
    public static final String STANDARD_INPUT = "-";

    /** The most commands that can be in flight: as many as the transports have connections. */
    public static final int MAX_CONCURRENCY = 32;

    boolean readsStandardInput() {
        return from.equals(STANDARD_INPUT);
    }

    /** The input as messages name it. */
    String inputName() {
        return readsStandardInput() ? "standard input" : FileName.shown(from);
    }
}

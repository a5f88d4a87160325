package dev.jaas.cli;

import org.jspecify.annotations.Nullable;

/**
 * A check, and what passed it.
 *
 * @param check the check
 * @param passed what other checks go on with, or null if it did not pass
 */
record Examined<T>(Check check, @Nullable T passed) {}

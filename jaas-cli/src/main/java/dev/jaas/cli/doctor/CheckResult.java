// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * A check and the value that it checked.
 *
 * @param check the check
 * @param value what later checks use, or null if it cannot be used
 */
record CheckResult<T>(Check check, @Nullable T value) {}

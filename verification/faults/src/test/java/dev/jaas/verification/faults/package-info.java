// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of client and transports under fault share. The tests are in the packages {@code catalogue} (every fault
 * against every command and transport), {@code trial} (random faults in large numbers) and {@code memory} (secrets and heap).
 */
@NullMarked
package dev.jaas.verification.faults;

import org.jspecify.annotations.NullMarked;

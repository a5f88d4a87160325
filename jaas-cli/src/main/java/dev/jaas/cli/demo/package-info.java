// SPDX-License-Identifier: Apache-2.0
/** {@code jaas demo}: every command against a simulator. */
@NullMarked
package dev.jaas.cli.demo;

import org.jspecify.annotations.NullMarked;

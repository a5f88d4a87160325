// SPDX-License-Identifier: Apache-2.0
/** The {@code jaas} program. Its only API is its command line, which {@code jaas --help} describes. */
@NullMarked
package dev.jaas.cli;

import org.jspecify.annotations.NullMarked;

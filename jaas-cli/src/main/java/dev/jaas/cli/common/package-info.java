// SPDX-License-Identifier: Apache-2.0
/** What the program's commands share: the terminal, the settings, the choice of transport, and how results are printed. */
@NullMarked
package dev.jaas.cli.common;

import org.jspecify.annotations.NullMarked;

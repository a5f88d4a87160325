// SPDX-License-Identifier: Apache-2.0
/** One command for each line of a file: the input, the journal that makes a run resumable, the run and its results. */
@NullMarked
package dev.jaas.cli.bulk;

import org.jspecify.annotations.NullMarked;

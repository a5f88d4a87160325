// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.domain.JaasCommand;

/**
 * A valid line of the input.
 *
 * @param line its number in the file, from 1; of a record that spans lines the first
 * @param command what is sent for it
 */
record Row(int line, JaasCommand command) {}

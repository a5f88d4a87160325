// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.util.List;

/** Takes the lines of the input as they are read. */
interface LineHandler {

    /** A line with one argument for each column. */
    void arguments(int line, List<String> arguments);

    /** A line that cannot be read. */
    void invalid(int line, String reason);
}

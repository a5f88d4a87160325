// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.report.Row;
import java.util.List;

/** Something that is measured together and gives one row of the table or more. */
interface Measure {

    /** The rows to be filled; their ids name the measure. */
    List<Row> rows();

    /** Measures. */
    List<Row> run(Settings settings);
}

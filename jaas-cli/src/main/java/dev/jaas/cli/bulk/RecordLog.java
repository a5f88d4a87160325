// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.io.IOException;

/** Where a journal is kept. */
interface RecordLog {

    /** All that is in it. */
    byte[] read() throws IOException;

    /** Removes what is beyond a length, and continues there. */
    void truncate(long length) throws IOException;

    /** Adds bytes at the end. They survive the end of the process, but not yet that of the machine. */
    void append(byte[] bytes) throws IOException;

    /** Returns when everything that was appended is on the disk. */
    void sync() throws IOException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import java.io.IOException;

/** What a {@link RecordLevelServer} does with a connection on which it has received a request. */
@FunctionalInterface
interface RecordScript {

    /** Plays the script; afterwards the server ends its sending direction. */
    void play(Tls13Connection connection) throws IOException;
}

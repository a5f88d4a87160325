// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import java.util.List;
import java.util.stream.Stream;

/** All faults, in the order of the documentation. */
final class FaultCatalogue {

    private static final List<Fault> ALL = Stream.of(
                    ConnectingFaults.all(),
                    ProxyFaults.all(),
                    BrokenConnectionFaults.all(),
                    TlsFaults.all(),
                    ReuseFaults.all(),
                    HeadFaults.all(),
                    UnusualHeadFaults.all(),
                    BodyFaults.all(),
                    StatusFaults.all(),
                    CallerFaults.all(),
                    EnvironmentFaults.all())
            .flatMap(List::stream)
            .toList();

    private FaultCatalogue() {}

    static List<Fault> all() {
        return ALL;
    }
}

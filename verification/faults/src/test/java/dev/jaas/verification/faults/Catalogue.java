package dev.jaas.verification.faults;

import java.util.List;
import java.util.stream.Stream;

/** Every fault there is. */
final class Catalogue {

    private Catalogue() {}

    static List<Fault> all() {
        return Stream.of(
                        ConnectingFaults.all(),
                        BrokenConnectionFaults.all(),
                        ReuseFaults.all(),
                        HeadFaults.all(),
                        BodyFaults.all(),
                        StatusFaults.all(),
                        CallerFaults.all(),
                        EnvironmentFaults.all())
                .flatMap(List::stream)
                .toList();
    }
}

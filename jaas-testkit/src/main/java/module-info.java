// SPDX-License-Identifier: Apache-2.0
/** Fakes, assertions, the simulator as a JUnit extension, and contract suites for authors of adapters. */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
module dev.jaas.testkit {
    requires static org.jspecify;
    requires java.logging;
    requires transitive dev.jaas.ports;
    requires transitive dev.jaas.simulator;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;

    exports dev.jaas.testkit;
    exports dev.jaas.testkit.api;
    exports dev.jaas.testkit.signer;
    exports dev.jaas.testkit.transport;

    opens dev.jaas.testkit to
            org.junit.platform.commons;
    opens dev.jaas.testkit.api to
            org.junit.platform.commons;
    opens dev.jaas.testkit.signer to
            org.junit.platform.commons;
    opens dev.jaas.testkit.transport to
            org.junit.platform.commons;
}

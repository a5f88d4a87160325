/** Contract suites, fakes, assertions and the simulator's JUnit extension, for whoever embeds or extends the client. */
@SuppressWarnings("exports") // JSpecify is optional for who uses this module
module dev.jaas.testkit {
    requires static org.jspecify;
    requires transitive dev.jaas.port;
    requires transitive dev.jaas.simulator;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;

    exports dev.jaas.testkit;

    opens dev.jaas.testkit to
            org.junit.platform.commons;
}

// SPDX-License-Identifier: Apache-2.0
/** A stateful JaaS on loopback, for tests, demos and development. */
module dev.jaas.simulator {
    requires static org.jspecify;
    requires transitive dev.jaas.domain;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires jdk.httpserver;

    exports dev.jaas.simulator;
}

// SPDX-License-Identifier: Apache-2.0
/** The {@code jaas} program: the composition root for people who type. */
module dev.jaas.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires dev.jaas.adapter.bouncycastle;
    requires dev.jaas.adapter.jdkhttp;
    requires dev.jaas.adapter.vertx;
    requires dev.jaas.client;
    requires dev.jaas.domain;
    requires dev.jaas.events;
    requires dev.jaas.ports;
    requires dev.jaas.sdk;
    requires dev.jaas.simulator;
    requires info.picocli;
    requires io.vertx.core;
    requires java.logging;
    requires jdk.httpserver;

    opens dev.jaas.cli to
            info.picocli;
}

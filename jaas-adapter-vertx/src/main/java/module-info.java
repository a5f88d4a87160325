// SPDX-License-Identifier: Apache-2.0
/** JaaS commands on Vert.x: a transport on Vert.x Web Client, and the driving port in Vert.x futures. */
module dev.jaas.adapter.vertx {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires transitive io.vertx.core;
    requires transitive io.vertx.web.client;
    requires io.vertx.web.common;

    exports dev.jaas.adapter.vertx;
}

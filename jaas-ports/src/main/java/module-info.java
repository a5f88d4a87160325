// SPDX-License-Identifier: Apache-2.0
/** The interfaces on the edge of the hexagon, and the types they pass. */
module dev.jaas.ports {
    requires static org.jspecify;
    requires transitive dev.jaas.domain;

    exports dev.jaas.spi;
    exports dev.jaas.api;
}

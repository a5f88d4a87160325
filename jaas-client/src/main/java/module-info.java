// SPDX-License-Identifier: Apache-2.0
/** Sign, encode, send, retry, judge: the inside of the hexagon. */
module dev.jaas.client {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires com.fasterxml.jackson.core;

    exports dev.jaas.client;
}

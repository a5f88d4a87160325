// SPDX-License-Identifier: Apache-2.0
/** Webhooks of JaaS: verified, typed, without duplicates, and as confirmations of commands. */
module dev.jaas.events {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires com.fasterxml.jackson.core;

    exports dev.jaas.events;
}

// SPDX-License-Identifier: Apache-2.0
/** Metrics and traces of commands by Micrometer, whose jars are automatic modules. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.jaas.adapter.micrometer {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires micrometer.commons;

    exports dev.jaas.adapter.micrometer;
}

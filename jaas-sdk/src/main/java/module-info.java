// SPDX-License-Identifier: Apache-2.0
/** One dependency and one class to manage JaaS conferences: {@link dev.jaas.Jaas}. */
@SuppressWarnings("module") // the program is compiled later
module dev.jaas.sdk {
    requires static org.jspecify;
    requires transitive dev.jaas.client;
    requires transitive dev.jaas.ports;
    requires dev.jaas.adapter.bouncycastle;
    requires dev.jaas.adapter.jdkhttp;

    exports dev.jaas;
    exports dev.jaas.settings to
            dev.jaas.cli,
            dev.jaas.spring.boot;
}

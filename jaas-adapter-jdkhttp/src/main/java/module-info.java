// SPDX-License-Identifier: Apache-2.0
/** {@code HttpTransport} on the HTTP client of the JDK. */
module dev.jaas.adapter.jdkhttp {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires transitive java.net.http;

    exports dev.jaas.adapter.jdkhttp;
}

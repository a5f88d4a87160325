// SPDX-License-Identifier: Apache-2.0
/** A signer that reads its key from any PEM file. */
@SuppressWarnings("exports")
module dev.jaas.adapter.bouncycastle {
    requires static org.jspecify;
    requires transitive dev.jaas.ports;
    requires org.bouncycastle.provider;

    exports dev.jaas.adapter.bouncycastle;
}

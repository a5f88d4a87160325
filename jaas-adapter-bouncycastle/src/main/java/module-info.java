/** A signer whose key comes from any PEM file. */
@SuppressWarnings("exports")
module dev.jaas.adapter.bouncycastle {
    requires static org.jspecify;
    requires transitive dev.jaas.port;
    requires org.bouncycastle.provider;

    exports dev.jaas.adapter.bouncycastle;
}

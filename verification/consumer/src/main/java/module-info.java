/** An application that calls JaaS. */
module com.example.moderation {
    requires dev.jaas.client;
    requires dev.jaas.adapter.jdkhttp;
    requires dev.jaas.adapter.vertx;
    requires dev.jaas.adapter.bouncycastle;
}

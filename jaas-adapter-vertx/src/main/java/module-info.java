/** JaaS commands by Vert.x: a transport on its HTTP client, and the driving port in its futures. */
module dev.jaas.adapter.vertx {
    requires static org.jspecify;
    requires transitive dev.jaas.port;
    requires transitive io.vertx.core;

    exports dev.jaas.adapter.vertx;
}

// SPDX-License-Identifier: Apache-2.0
/** An application that sends commands to JaaS. */
module com.example.moderation {
    requires dev.jaas.adapter.bouncycastle;
    requires dev.jaas.adapter.jdkhttp;
    requires dev.jaas.adapter.vertx;
    requires dev.jaas.client;
    requires dev.jaas.events;
    requires dev.jaas.sdk;
    requires io.vertx.web;
    requires jdk.httpserver;
}

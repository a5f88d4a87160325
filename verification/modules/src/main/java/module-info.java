// SPDX-License-Identifier: Apache-2.0
/** Programs that use the library as modules, on the class path and in runtime images. */
module com.example.moderator {
    requires dev.jaas.events;
    requires dev.jaas.sdk;
    // For VertxModerator alone: an image without Vert.x contains the other program.
    requires static dev.jaas.adapter.vertx;
}

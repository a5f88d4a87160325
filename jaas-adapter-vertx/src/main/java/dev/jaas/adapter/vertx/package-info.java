// SPDX-License-Identifier: Apache-2.0
/**
 * JaaS for applications on Vert.x: {@link dev.jaas.adapter.vertx.VertxHttpTransport} carries the exchanges, and
 * {@link dev.jaas.adapter.vertx.VertxConferenceManagement} shows the driving port in Vert.x futures.
 *
 * <p>The {@code Vertx} is always the application's; nothing here closes it.
 */
@NullMarked
package dev.jaas.adapter.vertx;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.vertx.ext.auth.oauth2;

/** Stands in for Vert.x's own, an optional dependency of Web Client that {@code OAuth2WebClient} names in its methods. */
public interface OAuth2Auth {}

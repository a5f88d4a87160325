// SPDX-License-Identifier: Apache-2.0
/**
 * What the client needs from outside, for authors of adapters: an {@link dev.jaas.spi.HttpTransport} that carries HTTP
 * exchanges, and a {@link dev.jaas.spi.JwsSigner} that holds the private key. The Javadoc of each is its contract.
 */
@NullMarked
package dev.jaas.spi;

import org.jspecify.annotations.NullMarked;

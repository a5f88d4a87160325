/**
 * What the client needs from outside: an {@link dev.jaas.port.driven.HttpTransport} that carries one HTTP exchange, a
 * {@link dev.jaas.port.driven.JwsSigner} that holds the private key, and
 * {@linkplain dev.jaas.port.driven.CommandObserver observers}.
 *
 * <p>Only who writes an adapter implements these; the Javadoc of each is its contract.
 */
@NullMarked
package dev.jaas.port.driven;

import org.jspecify.annotations.NullMarked;

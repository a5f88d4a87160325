/**
 * The client. {@link dev.jaas.client.JaasClient} is all there is to use; the rest of the package is how a command travels:
 * {@code JaasClient} (closed? foreign AppID?), {@code Call} (deadline, attempts, own token, cancellation), and the
 * {@link dev.jaas.port.driven.HttpTransport} it was given.
 */
@NullMarked
package dev.jaas.client;

import org.jspecify.annotations.NullMarked;

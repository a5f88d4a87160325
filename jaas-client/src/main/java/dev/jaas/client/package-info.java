// SPDX-License-Identifier: Apache-2.0
/**
 * The client. {@link dev.jaas.client.JaasClient} is what applications use; the rest of the package is the path of a command:
 * {@code JaasClient}, {@code Executions} (is the client open, is the AppID its own?), {@code CommandExecution} (deadline, attempts,
 * retries), {@code Attempt} (permit, token, one exchange), and the {@link dev.jaas.spi.HttpTransport} of the application.
 */
@NullMarked
package dev.jaas.client;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * What an application calls: {@link dev.jaas.api.ConferenceManagement}, its blocking view, the receipt of an
 * accepted command, and the {@linkplain dev.jaas.api.JaasException four ways} in which a command can fail.
 *
 * <p>Applications depend on these interfaces and receive an implementation where they are assembled.
 */
@NullMarked
package dev.jaas.api;

import org.jspecify.annotations.NullMarked;

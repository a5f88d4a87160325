/**
 * What an application calls: {@link dev.jaas.port.driving.ConferenceManagement}, its blocking view, the receipt of an
 * accepted command, and the {@linkplain dev.jaas.port.driving.JaasException four ways} in which a command can fail.
 *
 * <p>Applications depend on these interfaces and are given an implementation at their edge.
 */
@NullMarked
package dev.jaas.port.driving;

import org.jspecify.annotations.NullMarked;

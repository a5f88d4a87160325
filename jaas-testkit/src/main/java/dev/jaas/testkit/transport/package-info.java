// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of transport adapters: {@link dev.jaas.testkit.transport.HttpTransportContract} checks every promise of
 * {@link dev.jaas.spi.HttpTransport}, and {@link dev.jaas.testkit.transport.ScriptedServer} is a server that misbehaves as
 * its {@link dev.jaas.testkit.transport.Script} says.
 */
@NullMarked
package dev.jaas.testkit.transport;

import org.jspecify.annotations.NullMarked;

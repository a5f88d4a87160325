// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of applications that embed the client: {@link dev.jaas.testkit.FakeConferenceManagement} for unit tests, and
 * {@link dev.jaas.testkit.JaasSimulatorExtension} with {@link dev.jaas.testkit.JaasAssertions} for tests over real sockets.
 *
 * <p>Authors of adapters find the contract suite
 * {@link dev.jaas.testkit.transport.HttpTransportContract} in {@link dev.jaas.testkit.transport}.
 */
@NullMarked
package dev.jaas.testkit;

import org.jspecify.annotations.NullMarked;

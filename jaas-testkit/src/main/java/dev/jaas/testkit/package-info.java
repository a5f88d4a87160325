/**
 * For three kinds of people: who embeds the client and wants to test without JaaS, with
 * {@link dev.jaas.testkit.FakeConferenceManagement} in a unit test, or with {@link dev.jaas.testkit.JaasSimulatorExtension}
 * and {@link dev.jaas.testkit.JaasAssertions} over real sockets; who writes an adapter and wants to know that it keeps the
 * port's promises, which {@link dev.jaas.testkit.HttpTransportContract} checks; and whoever needs a server that misbehaves,
 * which is {@link dev.jaas.testkit.ScriptedServer}.
 */
@NullMarked
package dev.jaas.testkit;

import org.jspecify.annotations.NullMarked;

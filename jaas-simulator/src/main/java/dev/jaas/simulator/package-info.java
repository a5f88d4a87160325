// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated JaaS: {@link dev.jaas.simulator.JaasSimulator} listens on loopback, verifies tokens and commands strictly, keeps
 * rooms, participants, calls and bans, and can be scripted to fail.
 *
 * <p>The responses of JaaS are not documented. The simulator responds as Jitsi's open-source server does, which is an
 * assumption: 200 with an empty body for success, 400 for a malformed request, 401 and 403 for the token, 404 for a room,
 * participant or call that does not exist.
 */
@NullMarked
package dev.jaas.simulator;

import org.jspecify.annotations.NullMarked;

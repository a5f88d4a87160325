/**
 * A JaaS of one's own: {@link dev.jaas.simulator.JaasSimulator} listens on loopback, checks tokens and commands strictly,
 * keeps rooms, participants, calls and bans, and can be told to misbehave.
 *
 * <p>How JaaS answers is not published. The simulator answers as Jitsi's open-source server does in the same place, which is
 * an assumption: 200 with an empty body when done, 400 for what it cannot read, 401 and 403 for a token, 404 where there is
 * no such room, participant or call.
 */
@NullMarked
package dev.jaas.simulator;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.simulator.SimulatedRoom.CallState;

/** What a callee does when the phone rings: given to {@link JaasSimulator#setCallee}. */
public enum Callee {
    /**
     * Nothing: the phone rings until {@link JaasSimulator#answer}, {@link JaasSimulator#decline} or a command ends that. It is
     * what every callee does for whom nothing else is set.
     */
    RINGS(CallState.RINGING),
    /** Answers at once. */
    ANSWERS(CallState.JOINED),
    /** Declines at once. */
    DECLINES(CallState.DECLINED),
    /** Is on another call. */
    IS_BUSY(CallState.BUSY),
    /** Lets the phone ring until the call is given up, for which the simulator needs no time. */
    DOES_NOT_ANSWER(CallState.UNANSWERED);

    final CallState result;

    Callee(CallState result) {
        this.result = result;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

/** Thrown when a banned user, or one whose participant token is banned or not valid for the room, tries to join it. */
public final class JoinRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JoinRefusedException(String message) {
        super(message);
    }
}

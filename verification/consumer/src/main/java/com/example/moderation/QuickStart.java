// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.Jaas;
import dev.jaas.domain.ParticipantId;

final class QuickStart {

    private QuickStart() {}

    /** Kicks a participant out of a room. */
    public static void main(String[] arguments) {
        try (var jaas = Jaas.fromEnvironment()) {
            jaas.blocking().kick(jaas.conference(arguments[0]), ParticipantId.parse(arguments[1]));
        }
    }
}

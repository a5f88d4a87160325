// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import dev.jaas.Jaas;

/** Moderates with the JDK's HTTP client. */
final class JdkModerator {

    private JdkModerator() {}

    public static void main(String[] arguments) throws Exception {
        try (var jaas = Jaas.builder()
                .environment(System.getenv())
                .transport(Moderator.transportSettings())
                .client(Moderator::setTimeouts)
                .build()) {
            Moderator.kickWhoJoined(jaas.blocking());
        }
    }
}

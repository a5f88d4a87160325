// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.domain.PhoneNumber;

/** Invites guests by phone. It depends on the port only, so that a test can pass a fake. */
final class Reception {

    private final BlockingConferenceManagement jaas;

    Reception(BlockingConferenceManagement jaas) {
        this.jaas = jaas;
    }

    /** Dials a guest once, and returns what to show the host. */
    String dialGuest(String room, PhoneNumber guest) {
        try {
            jaas.dialOut(jaas.conference(room), guest);
            return "The guest's phone will ring.";
        } catch (DeliveryUnknownException e) {
            return "Check the room before you dial again.";
        }
    }
}

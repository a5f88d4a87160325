package com.example.moderation;

import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.port.driving.BlockingConferenceManagement;
import dev.jaas.port.driving.DeliveryUnknownException;

/** Brings guests in by phone. It knows the port, and not who carries the commands out. */
final class Reception {

    private final BlockingConferenceManagement jaas;

    Reception(BlockingConferenceManagement jaas) {
        this.jaas = jaas;
    }

    /** Calls a guest in once, and says what to tell the host. */
    String callIn(RoomName room, PhoneNumber guest) {
        try {
            jaas.dialOut(jaas.conference(room), guest);
            return "calling";
        } catch (DeliveryUnknownException e) {
            return "look who is there before you call again";
        }
    }
}

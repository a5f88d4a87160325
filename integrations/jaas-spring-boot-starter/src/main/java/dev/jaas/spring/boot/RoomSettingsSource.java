// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.events.RoomSettings;
import dev.jaas.events.SettingsProvisioning;

/** Decides the settings of a room when JaaS asks for them by a webhook. Define one bean of this type. */
@FunctionalInterface
public interface RoomSettingsSource {

    /**
     * Decides the settings of a room.
     *
     * @param request names the conference
     * @return the settings, with which the webhook is responded to
     */
    RoomSettings settingsFor(SettingsProvisioning request);
}

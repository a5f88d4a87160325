// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ConferenceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code SETTINGS_PROVISIONING}: before a meeting JaaS asks for the settings of its room. Respond with {@link RoomSettings#toJson()}. The
 * request has neither a key nor a time.
 *
 * @param conference the conference
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public record SettingsProvisioning(ConferenceName conference) implements JaasEvent {

    static final String TYPE = "SETTINGS_PROVISIONING";

    /** Checks that nothing is missing. */
    public SettingsProvisioning {
        requireNonNull(conference, "the conference is null");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public @Nullable String idempotencyKey() {
        return null;
    }

    @Override
    public @Nullable Instant timestamp() {
        return null;
    }
}

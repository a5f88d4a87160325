// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a conference, as a webhook reported it. Test what it is by {@code instanceof}:
 *
 * <pre>{@code
 * if (event instanceof ParticipantEvent.Joined joined) { ... }
 * }</pre>
 *
 * <p>Events may arrive late, repeatedly and in any order; {@link #timestamp()} tells when one happened.
 *
 * <p>What 8x8 adds in the future never makes an event fail: an unknown type is an {@link OtherEvent}, an unknown field is ignored, and a
 * field whose value is not what the documentation says is absent, that is null. Later versions of this library may add record
 * components and subtypes: match events by type rather than by their constructors.
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public sealed interface JaasEvent permits ConferenceEvent, SettingsProvisioning, OtherEvent {

    /**
     * The type of the event in 8x8's spelling.
     *
     * @return for example {@code PARTICIPANT_JOINED}; empty if the webhook does not name it
     */
    String type();

    /**
     * The key that repeated deliveries of the same event share.
     *
     * @return the key, or null if the webhook has none; never null for a {@link ConferenceEvent}
     */
    @Nullable
    String idempotencyKey();

    /**
     * When the event happened, by 8x8's clock.
     *
     * @return the time to the millisecond, or null if the webhook has none; never null for a {@link ConferenceEvent}
     */
    @Nullable
    Instant timestamp();

    /**
     * The conference, read from {@code fqn}. Its AppID counts as the event's: {@code appId}, which some events lack and some have
     * twice, is ignored.
     *
     * @return the conference on {@value ConferenceName#DEFAULT_DOMAIN}, since an fqn contains no domain, or null if the webhook has no
     *     valid fqn; never null for a {@link ConferenceEvent}
     */
    @Nullable
    ConferenceName conference();
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.spi.JwsSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs the tokens with which participants join, with the key that signs the admin token.
 *
 * <pre>{@code
 * ParticipantTokens tokens = ParticipantTokens.of(signer);
 *
 * Jwt token = tokens.forUser(UserId.parse("auth0|5f903d7a")).room(RoomName.parse("standup")).sign();
 * }</pre>
 *
 * <p>The shape of the claims is that of 8x8's documentation, <em>The Jitsi JSON Web Token</em>. A token of this class never has the
 * claim {@code admin}, so that no participant can send commands. Anyone who has a token can join as its user. A token cannot be
 * withdrawn, except by banning it or its user.
 *
 * <p>Thread-safe if the signer is, as every {@link JwsSigner} must be.
 */
public final class ParticipantTokens {

    /** How long a token is valid by default: 2 hours. It is checked when its user joins, or joins again after a broken connection. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(2);

    /** The longest lifetime of a token: 24 hours. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(24);

    private static final String ALL_ROOMS = "*";

    private final JwsSigner signer;
    private final Clock clock;

    private ParticipantTokens(JwsSigner signer, Clock clock) {
        this.signer = requireNonNull(signer, "the signer is null");
        this.clock = requireNonNull(clock, "the clock is null");
    }

    /**
     * Signs with a key.
     *
     * @param signer holds the private key and names the AppID; the caller closes it
     * @return the tokens of that AppID
     */
    public static ParticipantTokens of(JwsSigner signer) {
        return of(signer, Clock.systemUTC());
    }

    /**
     * Signs with a key, by another clock.
     *
     * @param signer as for {@link #of(JwsSigner)}
     * @param clock dates the tokens
     * @return the tokens of that AppID
     */
    public static ParticipantTokens of(JwsSigner signer, Clock clock) {
        return new ParticipantTokens(signer, clock);
    }

    /**
     * Starts a token.
     *
     * @param user the user, whom {@code BAN_USER} bans by this id
     * @return a builder, which needs to be told the room
     */
    public Builder forUser(UserId user) {
        return new Builder(requireNonNull(user, "the user is null"));
    }

    /**
     * Escapes a room's name for use in a {@linkplain Builder#roomPattern pattern}: {@code my-room} gives {@code my%-room}. In a Lua
     * pattern {@code my-room} does not match itself.
     *
     * @param room the room
     * @return a Lua pattern that matches this name and nothing else
     */
    public static String patternOf(RoomName room) {
        requireNonNull(room, "the room name is null");
        return RoomPattern.escape(room.value());
    }

    /**
     * Names the key.
     *
     * @return the key id
     */
    @Override
    public String toString() {
        return "ParticipantTokens[" + signer.keyId() + "]";
    }

    /** Builds and signs one token. It is not thread-safe. */
    public final class Builder {

        private final UserId user;
        private @Nullable String name;
        private @Nullable String email;
        private @Nullable URI avatar;
        private boolean moderator;
        private boolean hiddenFromRecorder;
        private @Nullable String room;
        private boolean pattern;
        private Set<ParticipantFeature> features = Set.of();
        private Duration lifetime = DEFAULT_LIFETIME;

        private Builder(UserId user) {
            this.user = user;
        }

        /**
         * Sets the name that others see.
         *
         * @param value 1 to 256 characters; by default the token has none
         * @return this builder
         * @throws IllegalArgumentException if the value is blank, too long, or contains a control character or a secret
         */
        public Builder name(String value) {
            name = TokenText.check("name", value);
            return this;
        }

        /**
         * Sets the user's e-mail address.
         *
         * @param value 1 to 256 characters; by default the token has none
         * @return this builder
         * @throws IllegalArgumentException as for {@link #name}
         */
        public Builder email(String value) {
            email = TokenText.check("email", value);
            return this;
        }

        /**
         * Sets the user's picture.
         *
         * @param value a public {@code https} or {@code http} URL; by default the token has none
         * @return this builder
         * @throws IllegalArgumentException if the value is another URI, too long or contains a secret
         */
        public Builder avatar(URI value) {
            avatar = TokenText.checkLink("avatar", value);
            return this;
        }

        /**
         * Makes the user a moderator.
         *
         * @return this builder
         */
        public Builder moderator() {
            moderator = true;
            return this;
        }

        /**
         * Keeps the user out of recordings and live streams.
         *
         * @return this builder
         */
        public Builder hiddenFromRecorder() {
            hiddenFromRecorder = true;
            return this;
        }

        /**
         * Lets the user join one room. Exactly one of {@code room}, {@code roomPattern} and {@code allRooms} must be called.
         *
         * @param value the room, by the name that is used to join it ({@link RoomName#canonical()} for a name that people see)
         * @return this builder
         * @throws IllegalArgumentException if the name is {@code *}, which means every room
         * @throws IllegalStateException if the rooms were set before
         */
        public Builder room(RoomName value) {
            requireNonNull(value, "the room name is null");
            if (value.value().equals(ALL_ROOMS)) {
                throw new IllegalArgumentException("room \"*\" means every room of the AppID: call allRooms for that.");
            }
            return rooms(value.value(), false);
        }

        /**
         * Lets the user join every room whose whole name matches a pattern. The token's claim has {@code ^} before it and {@code $}
         * after it: without them a Lua pattern matches every name that contains a match.
         *
         * @param value a Lua pattern; use {@link ParticipantTokens#patternOf} for the literal parts, as in
         *     {@code patternOf(room) + "%-%d+"}
         * @return this builder
         * @throws IllegalArgumentException if the value is empty, too long, begins with {@code ^}, ends in {@code $} or in a
         *     {@code %} without the character that it escapes, or contains a control character or a secret
         * @throws IllegalStateException if the rooms were set before
         */
        public Builder roomPattern(String value) {
            return rooms(RoomPattern.anchored(value), true);
        }

        /**
         * Lets the user join every room of the AppID.
         *
         * @return this builder
         * @throws IllegalStateException if the rooms were set before
         */
        public Builder allRooms() {
            return rooms(ALL_ROOMS, false);
        }

        /**
         * Sets what the user may use. Every other feature is denied explicitly.
         *
         * @param value the features; by default none
         * @return this builder
         */
        public Builder features(Set<ParticipantFeature> value) {
            requireNonNull(value, "the set of features is null");
            features = Set.copyOf(value);
            return this;
        }

        /**
         * Sets how long the token is valid.
         *
         * @param value 1 s to {@link ParticipantTokens#MAX_LIFETIME}; by default {@link ParticipantTokens#DEFAULT_LIFETIME}
         * @return this builder
         * @throws IllegalArgumentException if the value is out of range
         */
        public Builder lifetime(Duration value) {
            requireNonNull(value, "the lifetime is null");
            if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(MAX_LIFETIME) > 0) {
                throw new IllegalArgumentException("lifetime must be 1 s to 24 h, not " + value + ".");
            }
            lifetime = value;
            return this;
        }

        /**
         * Signs the token on the current thread. It is valid from a minute ago, for verifiers whose clock is slow.
         *
         * @return the token
         * @throws IllegalStateException if the rooms were not set
         * @throws RuntimeException if the signer fails, of any type
         */
        public Jwt sign() {
            if (room == null) {
                throw new IllegalStateException("A participant's token needs room, roomPattern or allRooms: call one.");
            }
            return SignedToken.sign(signer, claims(room, clock.instant()));
        }

        private Builder rooms(String value, boolean isPattern) {
            if (room != null) {
                throw new IllegalStateException("The rooms are set: call one of room, roomPattern and allRooms, once.");
            }
            room = value;
            pattern = isPattern;
            return this;
        }

        private byte[] claims(String rooms, Instant now) {
            return JsonWriter.object(json -> json.field("aud", AdminClaims.AUDIENCE)
                    .object(
                            "context",
                            context -> context.object("user", this::writeUser)
                                    .object("features", this::writeFeatures)
                                    .object("room", claim -> claim.field("regex", pattern)))
                    .field("exp", now.plus(lifetime).getEpochSecond())
                    .field("iss", AdminClaims.ISSUER)
                    .field("nbf", now.minus(AdminClaims.BACKDATING).getEpochSecond())
                    .field("room", rooms)
                    .field("sub", signer.keyId().appId().value()));
        }

        /** 8x8 documents {@code moderator} and the values of the features as the texts "true" and "false"; of the other flag no type. */
        private void writeUser(JsonWriter json) {
            json.field("id", user.value());
            write(json, "name", name);
            write(json, "avatar", avatar);
            write(json, "email", email);
            json.field("moderator", Boolean.toString(moderator));
            write(json, "hidden-from-recorder", hiddenFromRecorder ? "true" : null);
        }

        private static void write(JsonWriter json, String name, @Nullable Object value) {
            if (value != null) {
                json.field(name, value.toString());
            }
        }

        private void writeFeatures(JsonWriter json) {
            for (ParticipantFeature feature : ParticipantFeature.values()) {
                json.field(feature.toString(), Boolean.toString(features.contains(feature)));
            }
        }
    }
}

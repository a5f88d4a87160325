// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantFeature;
import dev.jaas.events.ParticipantTokens;
import dev.jaas.settings.SettingText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code jaas participant-token}. */
final class ParticipantTokenOptions {

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            description = "The room that the user may join: a name, an fqn, a full name, or the link to the room.")
    @Nullable
    String room;

    @Option(
            names = "--room-pattern",
            paramLabel = "PATTERN",
            description =
                    "Let the user join every room whose whole name matches a Lua pattern, in which - is written %%-:"
                            + " 'my%%-room%%-%%d+' is for my-room-1, my-room-2 and so on.")
    @Nullable
    String roomPattern;

    @Option(names = "--all-rooms", description = "Let the user join every room of the AppID.")
    boolean allRooms;

    @Option(names = "--name", paramLabel = "NAME", description = "The name that others see.")
    @Nullable
    String name;

    @Option(names = "--email", paramLabel = "EMAIL", description = "The user's e-mail address.")
    @Nullable
    String email;

    @Option(names = "--avatar", paramLabel = "URL", description = "The user's picture, a public URL.")
    @Nullable
    String avatar;

    @Option(names = "--moderator", description = "Make the user a moderator.")
    boolean moderator;

    @Option(names = "--hidden-from-recorder", description = "Keep the user out of recordings and live streams.")
    boolean hiddenFromRecorder;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            split = ",",
            converter = FeatureConverter.class,
            description =
                    "What the user may use, separated by commas: livestreaming, recording, transcription, sip-inbound-call,"
                            + " sip-outbound-call, inbound-call, outbound-call, file-upload, list-visitors, send-groupchat,"
                            + " create-polls. Default: none.")
    Set<ParticipantFeature> features = EnumSet.noneOf(ParticipantFeature.class);

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            converter = LifetimeConverter.class,
            description = "How long the token is valid, 1s to 24h. Default: 2h.")
    Duration lifetime = ParticipantTokens.DEFAULT_LIFETIME;

    /** Signs the token that the options describe. */
    Jwt token(ParticipantTokens tokens, UserId user, AppId appId) {
        ParticipantTokens.Builder token = tokens.forUser(user).features(features);
        refusing(() -> {
            setRooms(token, appId);
            token.lifetime(lifetime);
            set(name, token::name);
            set(email, token::email);
            set(avatar, text -> token.avatar(link(text)));
        });
        if (moderator) {
            token.moderator();
        }
        if (hiddenFromRecorder) {
            token.hiddenFromRecorder();
        }
        return token.sign();
    }

    private void setRooms(ParticipantTokens.Builder token, AppId appId) {
        if (Stream.of(room != null, roomPattern != null, allRooms)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new UsageException(
                    "The token is for one room, for those of a pattern, or for all: give one of --room ROOM,"
                            + " --room-pattern PATTERN and --all-rooms.");
        }
        if (room != null) {
            token.room(room(room, appId));
        } else if (roomPattern != null) {
            token.roomPattern(roomPattern);
        } else {
            token.allRooms();
        }
    }

    private static RoomName room(String text, AppId appId) {
        ConferenceName conference = RoomArgument.parse(text, appId);
        if (!conference.appId().equals(appId)) {
            throw new UsageException("The room is one of the AppID " + conference.appId() + ", the key id is one of "
                    + appId + ": use a key of the room's AppID.");
        }
        return conference.room();
    }

    private static void set(@Nullable String value, Consumer<String> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static void refusing(Runnable settings) {
        try {
            settings.run();
        } catch (InvalidValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static URI link(String text) {
        try {
            return new URI(SettingText.trim(text));
        } catch (URISyntaxException e) {
            throw new UsageException("--avatar is not a URL" + SettingText.describeIllegalInUrl(text) + ".");
        }
    }

    /** Reads the names of features as tokens have them. */
    static final class FeatureConverter implements ITypeConverter<ParticipantFeature> {

        @Override
        public ParticipantFeature convert(String text) {
            return Arrays.stream(ParticipantFeature.values())
                    .filter(feature -> feature.toString().equals(SettingText.trim(text)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it must be one of "
                            + Arrays.stream(ParticipantFeature.values())
                                    .map(ParticipantFeature::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** Reads {@code 2h}, {@code 30m} and {@code 90s}. */
    static final class LifetimeConverter implements ITypeConverter<Duration> {

        private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,6})([hms])");

        @Override
        public Duration convert(String text) {
            Matcher syntax = SYNTAX.matcher(SettingText.trim(text));
            if (!syntax.matches()) {
                throw new TypeConversionException("it must be a number with a unit, as in 2h, 30m or 90s");
            }
            long amount = Long.parseLong(syntax.group(1));
            return switch (syntax.group(2)) {
                case "h" -> Duration.ofHours(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofSeconds(amount);
            };
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read as what they should be. A field is absent, which is null, if it is missing, if its value is of
 * another kind, or if it occurs twice with different values.
 */
final class JsonObject {

    static final JsonObject EMPTY = new JsonObject();

    /** Far longer than any value of the documentation's; a link has 1,500 characters. */
    static final int MAX_TEXT_LENGTH = 8192;

    /** Of what is kept for a long time: keys are UUIDs. */
    static final int MAX_KEY_LENGTH = 128;

    /** Also the value of everything that no event needs: null, fractions and integers that do not fit. */
    static final Object NOTHING = new Object();

    private final Map<String, Object> fields = new HashMap<>();

    void put(String name, Object value) {
        fields.merge(name, value, (first, second) -> first.equals(second) ? first : NOTHING);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return fields.get(name) instanceof String text && text.length() <= MAX_TEXT_LENGTH ? text : null;
    }

    @Nullable
    String key(String name) {
        String text = text(name);
        return text != null && !text.isEmpty() && text.length() <= MAX_KEY_LENGTH ? text : null;
    }

    /** A boolean, or its text: {@code moderator} comes as either. */
    boolean flag(String name) {
        Object value = fields.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    @Nullable
    Long number(String name) {
        return fields.get(name) instanceof Long number ? number : null;
    }

    @Nullable
    Instant instant(String name) {
        Long millis = number(name);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Nullable
    Duration seconds(String name) {
        Long seconds = number(name);
        return seconds == null || seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    @Nullable
    ParticipantId participantId(String name) {
        return value(name, ParticipantId::parse);
    }

    @Nullable
    UserId userId(String name) {
        return value(name, UserId::parse);
    }

    @Nullable
    ConferenceName fqn(String name) {
        return value(name, ConferenceName::parseFqn);
    }

    @Nullable
    ConferenceName fullName(String name) {
        return value(name, ConferenceName::parse);
    }

    @Nullable
    URI uri(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    @Nullable
    PreAuthenticatedLink link(String name) {
        URI uri = uri(name);
        return uri == null ? null : new PreAuthenticatedLink(uri);
    }

    /** A value that was left as text. */
    @Nullable
    CharBuffer raw(String name) {
        return fields.get(name) instanceof CharBuffer text ? text : null;
    }

    JsonObject object(String name) {
        return fields.get(name) instanceof JsonObject object ? object : EMPTY;
    }

    /** The elements of a list that are of a type. */
    <T> List<T> list(String name, Class<T> type) {
        return fields.get(name) instanceof List<?> list ? only(type, list) : List.of();
    }

    static <T> List<T> only(Class<T> type, List<?> list) {
        return list.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T> @Nullable T value(String name, Function<String, T> parse) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON into {@link JsonObject}, {@link List}, {@link String}, {@link Boolean}, {@link Long} and {@link JsonObject#NOTHING}. One
 * field of the outer object can be left as text, which costs no memory.
 */
final class JsonReader {

    /** No event of the documentation's is nested deeper than 4. */
    static final int MAX_DEPTH = 64;

    /**
     * Without a table of names that is shared by all parsers: it would keep names from outside. The size of the body limits numbers and
     * names; Jackson's own limits would refuse it.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * Reads one object and nothing after it.
     *
     * @param asText the name of a field whose value becomes a {@link CharBuffer} of its text
     * @throws IOException if it is not a JSON object in UTF-8
     */
    static JsonObject readObject(byte[] json, String asText) throws IOException {
        // Jackson would accept UTF-16 and UTF-32 too; exchanged JSON must be UTF-8 (RFC 8259, 8.1).
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        try (JsonParser in = parser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not an object");
            }
            JsonObject object = new JsonObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken token = in.nextToken();
                object.put(name, name.equals(asText) ? skip(in, text) : value(in, token));
            }
            if (in.nextToken() != null) {
                throw new IOException("there is text after the object");
            }
            return object;
        }
    }

    /** Reads one value. */
    static Object readValue(CharBuffer json) throws IOException {
        try (JsonParser in = parser(json)) {
            return value(in, in.nextToken());
        }
    }

    private static JsonParser parser(CharBuffer text) throws IOException {
        return JSON.createParser(text.array(), text.arrayOffset(), text.remaining());
    }

    private static CharBuffer skip(JsonParser in, CharBuffer text) throws IOException {
        int start = (int) in.currentTokenLocation().getCharOffset();
        in.skipChildren();
        in.finishToken();
        int end = (int) in.currentLocation().getCharOffset();
        return text.slice(start, end - start);
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? JsonObject.NOTHING
                        : (Object) in.getLongValue();
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            default -> JsonObject.NOTHING;
        };
    }

    private static JsonObject object(JsonParser in) throws IOException {
        JsonObject object = new JsonObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            object.put(name, value(in, in.nextToken()));
        }
        return object;
    }

    private static List<Object> list(JsonParser in) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            list.add(value(in, token));
        }
        return list;
    }
}

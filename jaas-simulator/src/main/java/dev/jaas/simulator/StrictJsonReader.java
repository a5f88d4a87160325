// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads JSON objects into maps: text as {@link String}, booleans as {@link Boolean}, integers that fit as {@link Long},
 * objects as {@link Map}, and what no token or command may contain (arrays, fractions, null) as a {@link JsonToken}.
 * Jackson refuses nesting deeper than 1,000.
 */
final class StrictJsonReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictJsonReader() {}

    /** Reads one object and nothing after it. */
    static Map<String, Object> readObject(byte[] json) throws IOException {
        try (JsonParser in = JSON.createParser(utf8(json))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            Map<String, Object> object = fields(in);
            if (in.nextToken() != null) {
                throw new IOException("there is text after the JSON object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IOException("it is not well-formed JSON", e);
        }
    }

    /** Jackson would accept UTF-16 and UTF-32 too; exchanged JSON must be UTF-8 (RFC 8259, 8.1). */
    private static String utf8(byte[] json) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    private static Map<String, Object> fields(JsonParser in) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            fields.put(name, value(in, in.nextToken()));
        }
        return fields;
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? token : (Object) in.getLongValue();
            case START_OBJECT -> fields(in);
            case START_ARRAY -> {
                in.skipChildren();
                yield token;
            }
            default -> token;
        };
    }
}

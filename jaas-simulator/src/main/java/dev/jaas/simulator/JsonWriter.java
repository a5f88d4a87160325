// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** Writes the JSON of the simulator's responses, events and page. */
final class JsonWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    /** Returns {@code {"error":"…"}} in UTF-8. */
    static byte[] error(String reason) {
        return object(Map.of("error", reason));
    }

    /** Returns an object in UTF-8, whose values are objects, arrays, booleans, whole numbers or text. */
    static byte[] object(Map<String, ?> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> array) {
            json.writeStartArray();
            for (Object element : array) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }
}

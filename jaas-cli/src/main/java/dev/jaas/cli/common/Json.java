package dev.jaas.cli.common;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one JSON object, its members in the order in which they were added. The program's only JSON writer. */
public final class Json {

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Makes an empty object. */
    public Json() {}

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value another {@link Json}, a list, a boolean, a whole number, or anything else for its {@code toString}
     * @return this
     */
    public Json with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /**
     * Writes the object.
     *
     * @return JSON in one line
     */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, this);
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail.", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Json object) {
            json.writeStartObject();
            for (Map.Entry<String, Object> member : object.members.entrySet()) {
                json.writeFieldName(member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> array) {
            json.writeStartArray();
            for (Object element : array) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}

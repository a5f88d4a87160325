// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object, its members in the order in which they were added or read. The program's only JSON writer. */
public final class Json {

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final Object NULL = new Object();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Makes an empty object. */
    public Json() {}

    /**
     * Reads one object and nothing after it.
     *
     * @param utf8 the JSON
     * @return the object; its members are objects, lists, strings, booleans and numbers ({@link Long} if whole and not too large)
     * @throws IOException if it is not a JSON object in UTF-8, names a member twice or is nested too deeply
     */
    public static Json parse(byte[] utf8) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        try (JsonParser in = STRICT.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not an object");
            }
            Json object = object(in);
            if (in.nextToken() != null) {
                throw new IOException("there is text after the object");
            }
            return object;
        }
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value another {@link Json}, a list, a boolean, a number, or anything else for its {@code toString}
     * @return this
     */
    public Json with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /**
     * A member.
     *
     * @param name its name
     * @return its value, or null if there is none
     */
    @SuppressWarnings("exports") // JSpecify is optional
    public @Nullable Object member(String name) {
        return members.get(name);
    }

    /**
     * The members' names.
     *
     * @return in their order
     */
    public Set<String> names() {
        return members.keySet();
    }

    /**
     * Writes the object.
     *
     * @return JSON in one line
     */
    @Override
    public String toString() {
        return text(this);
    }

    /**
     * Writes a value.
     *
     * @param value as for {@link #with}
     * @return JSON in one line
     */
    public static String text(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail.", e);
        }
        return text.toString();
    }

    /**
     * Writes JSON from outside in one line and in ASCII, so that no text in it can control a terminal.
     *
     * @param json one value in UTF-8
     * @return the same in one line
     * @throws IOException if it is not JSON, or exceeds a limit of the parser
     */
    public static String inOneLine(byte[] json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonParser in = new JsonFactory().createParser(json);
                JsonGenerator out = new JsonFactory()
                        .createGenerator(text)
                        .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true)) {
            in.nextToken();
            out.copyCurrentStructure(in);
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
            json.writeNumber(number.toString());
        } else if (value == NULL) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private static Json object(JsonParser in) throws IOException {
        Json object = new Json();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            object.with(name, value(in, in.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    list.add(value(in, next));
                }
                yield list;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_NULL -> NULL;
            default -> in.getText();
        };
    }
}

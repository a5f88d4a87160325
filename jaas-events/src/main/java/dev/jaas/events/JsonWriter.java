// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Writes one JSON object in memory. The only class of this module that writes JSON. */
final class JsonWriter {

    /** Jackson would close what was left open by mistake, and hide the mistake from the tests. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private static final int USUAL_LENGTH = 512;

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** An object in UTF-8. */
    static byte[] object(Consumer<JsonWriter> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.accept(new JsonWriter(out));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    JsonWriter field(String name, String value) {
        return write(() -> out.writeStringField(name, value));
    }

    JsonWriter field(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    JsonWriter field(String name, boolean value) {
        return write(() -> out.writeBooleanField(name, value));
    }

    JsonWriter object(String name, Consumer<JsonWriter> fields) {
        return write(() -> {
            out.writeObjectFieldStart(name);
            fields.accept(this);
            out.writeEndObject();
        });
    }

    private interface Write {
        void run() throws IOException;
    }

    private JsonWriter write(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}

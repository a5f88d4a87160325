// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Writes one JSON object in memory. The only class of this module that knows Jackson. */
final class JsonWriter {

    /** Jackson would close what was left open by mistake, and hide the mistake from the tests. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private static final int USUAL_LENGTH = 192;

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
            throw writingFailed(e);
        }
        return bytes.toByteArray();
    }

    JsonWriter field(String name, String value) {
        try {
            out.writeStringField(name, value);
            return this;
        } catch (IOException e) {
            throw writingFailed(e);
        }
    }

    JsonWriter field(String name, long value) {
        try {
            out.writeNumberField(name, value);
            return this;
        } catch (IOException e) {
            throw writingFailed(e);
        }
    }

    JsonWriter field(String name, boolean value) {
        try {
            out.writeBooleanField(name, value);
            return this;
        } catch (IOException e) {
            throw writingFailed(e);
        }
    }

    JsonWriter object(String name, Consumer<JsonWriter> fields) {
        try {
            out.writeObjectFieldStart(name);
            fields.accept(this);
            out.writeEndObject();
            return this;
        } catch (IOException e) {
            throw writingFailed(e);
        }
    }

    private static UncheckedIOException writingFailed(IOException e) {
        return new UncheckedIOException("writing to memory failed", e);
    }
}

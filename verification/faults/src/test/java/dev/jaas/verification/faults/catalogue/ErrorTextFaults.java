// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static dev.jaas.testkit.transport.Script.accept;
import static dev.jaas.verification.faults.Verdict.REJECTED;
import static dev.jaas.verification.faults.catalogue.Fault.ConnectionEnd.REUSABLE;
import static dev.jaas.verification.faults.catalogue.Fault.Received.ALWAYS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The body of a rejection, in codings that the request did not ask for and in charsets: the message must have its text, or
 * name what it is.
 */
final class ErrorTextFaults {

    private static final String TEXT = "{\"error\":\"the quota für conferences is exceeded\"}";

    private static final byte[] BODY = TEXT.getBytes(UTF_8);
    private static final byte[] BROTLI = {0x0b, 0x02, (byte) 0x80, 'h', 'e', 'l', 'l', 'o', 0x03};
    private static final byte[] IMAGE = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13};

    private interface Coder {
        OutputStream over(OutputStream out) throws IOException;
    }

    private ErrorTextFaults() {}

    static Stream<Fault> all() {
        byte[] gzip = gzip(BODY);
        byte[] zlib = coded(BODY, DeflaterOutputStream::new);
        byte[] raw = Arrays.copyOfRange(zlib, 2, zlib.length - 4); // without the header and checksum of the zlib format
        return Stream.of(
                error("an error text in gzip", gzip, "Content-Encoding: gzip", TEXT),
                error("an error text in x-gzip", gzip, "Content-Encoding: X-GZIP", TEXT),
                error("an error text in gzip, twice", gzip(gzip), "Content-Encoding: gzip, gzip", TEXT),
                error(
                        "an error text in gzip, truncated",
                        Arrays.copyOf(gzip, gzip.length - 12),
                        "Content-Encoding: gzip",
                        "{\"error\":\"the quota"),
                error("an error text in gzip, undeclared", gzip, "Content-Type: application/json", "a body in gzip"),
                error("an error text, declared as gzip", BODY, "Content-Encoding: gzip", TEXT),
                error("an error text in deflate", zlib, "Content-Encoding: deflate", TEXT),
                error("an error text in deflate, without the zlib format", raw, "Content-Encoding: deflate", TEXT),
                error("an error text in Brotli", BROTLI, "Content-Encoding: br", "a body in br"),
                error("a gzip bomb with 400", gzip(new byte[50_000_000]), "Content-Encoding: gzip", "a binary body"),
                error(
                        "an error text in ISO 8859-1",
                        TEXT.getBytes(ISO_8859_1),
                        "Content-Type: application/json; charset=iso-8859-1",
                        TEXT),
                error(
                        "an error text in UTF-16",
                        TEXT.getBytes(UTF_16),
                        "Content-Type: application/json; charset=utf-16",
                        TEXT),
                error("an image", IMAGE, "Content-Type: image/png", "a binary body"));
    }

    static byte[] gzip(byte[] body) {
        return coded(body, GZIPOutputStream::new);
    }

    private static Fault error(String name, byte[] body, String header, String message) {
        String head = "HTTP/1.1 400 Bad Request\r\n" + header + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        return new Fault(
                        BodyFaults.GROUP,
                        name,
                        accept().readRequest().send(head).send(body).forever(),
                        REJECTED,
                        ALWAYS,
                        REUSABLE)
                .withMessage("The response was: " + message);
    }

    private static byte[] coded(byte[] body, Coder coder) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream coding = coder.over(coded)) {
            coding.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }
}

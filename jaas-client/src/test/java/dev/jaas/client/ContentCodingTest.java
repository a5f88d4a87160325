// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ContentCoding.MAX_DECODED_BYTES;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {

    private static final byte[] TEXT =
            "{\"error\":\"quota exceeded\",\"limit\":100,\"used\":101,\"retry\":true}".getBytes(US_ASCII);

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;

    @Test
    void decode_eachKnownCoding_isTheBody() {
        assertThat(ContentCoding.decode("gzip", Codings.gzip(TEXT))).isEqualTo(TEXT);
        assertThat(ContentCoding.decode("x-gzip", Codings.gzip(TEXT))).isEqualTo(TEXT);
        assertThat(ContentCoding.decode("deflate", Codings.deflate(TEXT))).isEqualTo(TEXT);
        assertThat(ContentCoding.decode("deflate", Codings.deflateRaw(TEXT))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "x-compress", "", "GZIP", "aes128gcm"})
    void decode_unknownCoding_isNull(String coding) {
        assertThat(ContentCoding.decode(coding, Codings.gzip(TEXT))).isNull();
    }

    /** Each optional part of the header (RFC 1952 §2.3.1), and all together. */
    @ParameterizedTest
    @CsvSource({
        "0x01, ''", // only a hint that it is text
        "0x02, '12'",
        "0x04, '3;0;a;b;c'",
        "0x04, '0;0'",
        "0x08, 'n;a;m;e;0'",
        "0x10, 'n;o;t;e;0'",
        "0x1e, '2;0;a;b;n;0;c;0;1;2'"
    })
    void decode_gzipWithOptionalParts_skipsThem(int flags, String parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] plain = Codings.gzip(TEXT);
        plain[3] = (byte) flags;
        body.write(plain, 0, GZIP_HEADER);
        for (String part : parts.replace("12", "1;2").split(";", -1)) {
            if (!part.isEmpty()) {
                body.write(Character.isDigit(part.charAt(0)) ? part.charAt(0) - '0' : part.charAt(0));
            }
        }
        body.write(plain, GZIP_HEADER, plain.length - GZIP_HEADER);

        assertThat(ContentCoding.decode("gzip", body.toByteArray())).isEqualTo(TEXT);
    }

    @Test
    void decode_gzipOfSeveralMembers_isAllOfThem() {
        byte[] members = concat(Codings.gzip("one, ".getBytes(US_ASCII)), Codings.gzip("two".getBytes(US_ASCII)));

        assertThat(ContentCoding.decode("gzip", members)).asString().isEqualTo("one, two");
        assertThat(ContentCoding.decode("gzip", concat(members, "junk".getBytes(US_ASCII))))
                .asString()
                .isEqualTo("one, two");
    }

    @Test
    void decode_gzipOfManyEmptyMembers_readsOn() {
        byte[] empty = Codings.gzip(new byte[0]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() + 2 * empty.length < Attempt.MAX_BODY_BYTES) {
            body.writeBytes(empty);
        }
        body.writeBytes(Codings.gzip("x".getBytes(US_ASCII)));

        assertThat(ContentCoding.decode("gzip", body.toByteArray())).asString().isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw"})
    void decode_truncated_isAPart(String coding) {
        byte[] text = "The quota is exceeded. ".repeat(2000).getBytes(US_ASCII);
        byte[] coded = coded(coding, text);
        String name = coding.equals("raw") ? "deflate" : coding;

        byte[] decoded = ContentCoding.decode(name, Arrays.copyOf(coded, coded.length * 3 / 4));

        assertThat(decoded).isNotNull().hasSizeGreaterThan(100).isEqualTo(Arrays.copyOf(text, decoded.length));
    }

    @Test
    void decode_withoutOrWithAWrongTrailer_isTheBody() {
        byte[] coded = Codings.gzip(TEXT);
        byte[] wrong = coded.clone();
        Arrays.fill(wrong, wrong.length - GZIP_TRAILER, wrong.length, (byte) 0x55);

        assertThat(ContentCoding.decode("gzip", wrong)).isEqualTo(TEXT);
        assertThat(ContentCoding.decode("gzip", Arrays.copyOf(coded, coded.length - GZIP_TRAILER)))
                .isEqualTo(TEXT);
    }

    @Test
    void decode_damagedWithin_isTheBeginning() {
        byte[] stored = stored(TEXT); // two blocks; the second one's type is reserved
        byte[] damaged = concat(Arrays.copyOf(stored, stored.length), new byte[] {0x07, 0x55});

        assertThat(ContentCoding.decode("deflate", damaged)).isEqualTo(TEXT);
    }

    @Test
    void decode_nothingDecodable_isNull() {
        byte[] coded = Codings.gzip(TEXT);
        for (int length = 0; length <= GZIP_HEADER; length++) {
            assertThat(ContentCoding.decode("gzip", Arrays.copyOf(coded, length)))
                    .as("" + length)
                    .isNull();
        }
        assertThat(ContentCoding.decode("gzip", TEXT)).isNull();
        coded[0]++; // no gzip any more, though the rest is
        assertThat(ContentCoding.decode("gzip", coded)).isNull();
        assertThat(ContentCoding.decode("gzip", Codings.deflate(TEXT))).isNull();
        assertThat(ContentCoding.decode("gzip", Codings.gzip(new byte[0]))).isNull();
        assertThat(ContentCoding.decode("deflate", new byte[0])).isNull();
        assertThat(ContentCoding.decode("deflate", new byte[] {(byte) 0xff, (byte) 0xff}))
                .isNull();
    }

    @Test
    void decode_gzipWithFlagsAndCutOff_isNull() {
        for (int flags = 0; flags < 0x20; flags++) {
            byte[] header = Arrays.copyOf(Codings.gzip(TEXT), GZIP_HEADER);
            header[3] = (byte) flags;
            assertThat(ContentCoding.decode("gzip", header)).as("" + flags).isNull();
            assertThat(ContentCoding.decode("gzip", concat(header, new byte[] {'x'})))
                    .as("" + flags)
                    .isNull();
        }
    }

    /** A thousandfold, which takes neither the memory nor the time. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw"})
    void decode_bomb_endsAtTheLimit(String coding) {
        byte[] bomb = coded(coding, new byte[50_000_000]);

        assertThat(ContentCoding.decode(coding.equals("raw") ? "deflate" : coding, bomb))
                .isEqualTo(new byte[MAX_DECODED_BYTES]);
    }

    @Test
    void decode_severalMembersBeyondTheLimit_endsThere() {
        byte[] member = Codings.gzip(new byte[MAX_DECODED_BYTES - 1]);

        assertThat(ContentCoding.decode("gzip", concat(member, concat(member, member))))
                .isEqualTo(new byte[MAX_DECODED_BYTES]);
    }

    @Test
    void isGzip_onlyOfItsFirstTwoBytes_isTrue() {
        assertThat(ContentCoding.isGzip(Codings.gzip(TEXT))).isTrue();
        assertThat(ContentCoding.isGzip(new byte[] {0x1f, (byte) 0x8b})).isTrue();
        assertThat(ContentCoding.isGzip(new byte[] {0x1f})).isFalse();
        assertThat(ContentCoding.isGzip(new byte[0])).isFalse();
        assertThat(ContentCoding.isGzip(Codings.deflate(TEXT))).isFalse();
        assertThat(ContentCoding.isGzip(TEXT)).isFalse();
    }

    @Property
    void decode_anyBody_isBoundedAndNeverThrows(
            @ForAll("codings") String coding,
            @ForAll("bodies") byte[] body,
            @ForAll @IntRange(max = 40) int position,
            @ForAll byte changed) {
        byte[] damaged = body.clone();
        if (position < damaged.length) {
            damaged[position] = changed;
        }

        byte[] decoded = ContentCoding.decode(coding, damaged);

        assertThat(decoded == null ? 1 : decoded.length).isBetween(1, MAX_DECODED_BYTES);
    }

    @Provide
    Arbitrary<String> codings() {
        return Arbitraries.of("gzip", "x-gzip", "deflate", "br");
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(2000);
        Arbitrary<byte[]> coded = Arbitraries.of("gzip", "deflate", "raw")
                .flatMap(coding -> noise.flatMap(text ->
                        Arbitraries.of(1, 20, 400).map(times -> coded(coding, repeated(text, times)))));
        Arbitrary<byte[]> cut = coded.flatMap(
                body -> Arbitraries.integers().between(0, body.length).map(length -> Arrays.copyOf(body, length)));
        return Arbitraries.oneOf(noise, coded, cut);
    }

    private static byte[] coded(String coding, byte[] text) {
        return switch (coding) {
            case "gzip" -> Codings.gzip(text);
            case "deflate" -> Codings.deflate(text);
            default -> Codings.deflateRaw(text);
        };
    }

    private static byte[] repeated(byte[] text, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(text);
        }
        return all.toByteArray();
    }

    /** The zlib format around one block that is not compressed and not the last one. */
    private static byte[] stored(byte[] text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0x78, 0x01, 0x00});
        body.writeBytes(new byte[] {(byte) text.length, 0, (byte) ~text.length, (byte) 0xff});
        body.writeBytes(text);
        return body.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

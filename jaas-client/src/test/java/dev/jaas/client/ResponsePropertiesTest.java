// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Any response gets a verdict quickly, and nothing of it is kept. The number of tries is jqwik's default; the
 * profile {@code fuzz} makes it large.
 */
class ResponsePropertiesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    /** Far more than it needs, also on a busy machine. */
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private static final int WARM_UP = 500;
    private static final long NOTICEABLE = 8L * 1024 * 1024;

    private static final AtomicInteger TRIES = new AtomicInteger();
    private static long heapBefore = Long.MAX_VALUE;

    @Property
    void verdict_anyResponse_isQuickAndFitForAMessage(
            @ForAll @IntRange(max = 999) int status,
            @ForAll("retryAfters") String retryAfter,
            @ForAll("encodings") String encoding,
            @ForAll("types") String type,
            @ForAll("bodies") byte[] body,
            @ForAll("commands") JaasCommand command) {
        long start = System.nanoTime();
        Map<String, List<String>> headers = Map.of(
                "Retry-After", List.of(retryAfter),
                "Content-Encoding", List.of(encoding),
                "Content-Type", List.of(type));
        Response response = new Response(status, name -> headers.getOrDefault(name, List.of()));
        response.append(ByteBuffer.wrap(body), Attempt.MAX_BODY_BYTES);

        Verdict verdict = Verdict.of(response, CLOCK);

        assertThat(verdict.retryAfter() == null || !verdict.retryAfter().isNegative())
                .as("Retry-After: %s", retryAfter)
                .isTrue();
        if (verdict.outcome() != Verdict.Outcome.ACCEPTED) {
            JaasException failure = verdict.exception(command, 1, Duration.ZERO);
            assertThat(failure.getMessage())
                    .hasSizeLessThan(1200)
                    .doesNotContain("eyJhbGciOiJSUzI1NiJ9")
                    .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_TIME);
        if (TRIES.incrementAndGet() == WARM_UP) {
            heapBefore = liveHeap();
        }
    }

    @AfterContainer
    static void assertNothingIsKept() {
        assertThat(TRIES.get()).isGreaterThan(WARM_UP);
        assertThat(liveHeap() - heapBefore).as("heap after %s tries", TRIES).isLessThan(NOTICEABLE);
    }

    @Provide
    Arbitrary<JaasCommand> commands() {
        return Arbitraries.of(Commands.ALL);
    }

    @Provide
    Arbitrary<String> retryAfters() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "Wed, ",
                        "25 ",
                        "Nov ",
                        "2026 ",
                        "12:00:05",
                        " GMT",
                        "+99999999-01-01",
                        " ",
                        "-",
                        "1",
                        "0",
                        "9e9",
                        "999999999999",
                        "٣",
                        "\u0000",
                        ",",
                        ";",
                        ":")
                .list()
                .ofMaxSize(9)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("gzip", "deflate", "br", "identity", "x", "", "gzip,gzip", "\u0000", "e30.".repeat(200))
                .list()
                .ofMaxSize(4)
                .map(list -> String.join(", ", list));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "",
                "text/html; charset=utf-8",
                "text/plain;charset=iso-8859-1",
                "text/plain; charset=utf-16",
                "; charset=\"");
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> repeated = Arbitraries.of(
                        "{",
                        "[",
                        "\"",
                        "\\u0000",
                        "<p>",
                        "</p>",
                        "\r\n",
                        " ",
                        "\t",
                        "Bearer ",
                        "bearer",
                        "eyJ",
                        "eyJhbGciOiJSUzI1NiJ9",
                        ".",
                        "a",
                        "-",
                        "_",
                        "/",
                        "=",
                        "vpaas-magic-cookie-",
                        "x".repeat(39),
                        "é",
                        "\u2028",
                        "\ud83d\ude00",
                        "\u202e")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .flatMap(list -> Arbitraries.integers()
                        .between(1, 4000)
                        .map(times ->
                                limited(String.join("", list).repeat(times).getBytes(UTF_8))));
        Arbitrary<byte[]> plain = Arbitraries.oneOf(
                repeated, Arbitraries.bytes().array(byte[].class).ofMaxSize(3000), mixed());
        return Arbitraries.oneOf(
                plain, plain.map(Codings::gzip), plain.map(Codings::deflate), plain.map(Codings::deflateRaw));
    }

    private static Arbitrary<byte[]> mixed() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(noise -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(noise);
            body.writeBytes("Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl".getBytes(UTF_8));
            body.writeBytes(noise);
            return body.toByteArray();
        });
    }

    private static byte[] limited(byte[] body) {
        return Arrays.copyOf(body, Math.min(body.length, Attempt.MAX_BODY_BYTES));
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Any header and any body gives an event or a {@link WebhookException}, quickly, and nothing of it is kept. The number of tries is
 * jqwik's default; the profile {@code fuzz} makes it large.
 */
class WebhookPropertiesTest {

    /** Far more than it needs, also on a busy machine. */
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private static final int WARM_UP = 500;
    private static final long NOTICEABLE = 8L * 1024 * 1024;

    private static final AtomicInteger TRIES = new AtomicInteger();
    private static long heapBefore = Long.MAX_VALUE;

    private final WebhookVerifier verifier =
            WebhookVerifier.builder(Webhooks.SECRET).clock(Webhooks.CLOCK).build();

    @Property
    void verify_anyHeader_isRefusedWithoutAnotherException(@ForAll("headers") String header) {
        assertThat(verifyQuickly(header, Webhooks.BODY)).isInstanceOf(WebhookException.class);
    }

    @Property
    void verify_anySignedBody_isReadOrRefused(@ForAll("bodies") byte[] body) {
        verifyQuickly(Webhooks.header(body), body);
    }

    /** A valid body of a known type never loses the event, whatever its fields contain. */
    @Property
    void verify_anyJsonAsData_isAnEventWithItsEnvelope(@ForAll("types") String type, @ForAll("json") String data) {
        byte[] body = Webhooks.json(type, Webhooks.CLOCK.instant(), "key", data).getBytes(UTF_8);

        assertThat(verifyQuickly(Webhooks.header(body), body)).isInstanceOfSatisfying(JaasEvent.class, event -> {
            assertThat(event.type()).isEqualTo(type);
            assertThat(event.idempotencyKey()).isEqualTo("key");
            assertThat(event.timestamp()).isEqualTo(Webhooks.CLOCK.instant());
            assertThat(event.conference()).isNotNull();
            assertThat(event.toString()).isNotEmpty();
        });
    }

    private Object verifyQuickly(String header, byte[] body) {
        long start = System.nanoTime();
        Object result;
        try {
            result = verifier.verify(header, body);
        } catch (WebhookException e) {
            result = e;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_TIME);
        if (TRIES.incrementAndGet() == WARM_UP) {
            heapBefore = liveHeap();
        }
        return result;
    }

    @AfterContainer
    static void assertNothingIsKept() {
        assertThat(TRIES.get()).isGreaterThan(WARM_UP);
        assertThat(liveHeap() - heapBefore).as("heap after %s tries", TRIES).isLessThan(NOTICEABLE);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> elements = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(50),
                Arbitraries.longs().map(time -> "t=" + time),
                Arbitraries.of("t=" + Webhooks.TIME, "v1=", "v1=AAAA", "t", "=", "v2=" + Webhooks.SIGNATURE),
                Arbitraries.strings().alpha().ofMaxLength(60).map(text -> "v1=" + text + "="));
        return elements.list().ofMaxSize(6).map(list -> String.join(",", list));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> mutations = Combinators.combine(
                        types().map(Webhooks::example),
                        Arbitraries.integers().between(0, 2000),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.strings().ofMaxLength(20))
                .as((json, at, length, text) -> {
                    int start = Math.min(at, json.length());
                    return new StringBuilder(json)
                            .replace(start, Math.min(start + length, json.length()), text)
                            .toString()
                            .getBytes(at % 7 == 0 ? ISO_8859_1 : UTF_8);
                });
        Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> repeated = Combinators.combine(
                        Arbitraries.of("[", "{\"a\":", "{\"data\":", "\\u00", "9", "{}", "\"", ",", "[[]],"),
                        Arbitraries.integers().between(1, 5000))
                .as((text, times) -> ("{\"data\":[" + text.repeat(times)).getBytes(UTF_8));
        return Arbitraries.frequencyOf(Tuple.of(8, mutations), Tuple.of(2, random), Tuple.of(1, repeated));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(Webhooks.exampleTypes());
    }

    /** Objects with the fields of the documentation and values of every kind. */
    @Provide
    Arbitrary<String> json() {
        return jsonOf(3);
    }

    private static Arbitrary<String> jsonOf(int depth) {
        Arbitrary<String> scalars = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "\"true\"",
                        "1e400",
                        "-0",
                        "1.5",
                        "[]",
                        "{}",
                        "\"\\ud800\"",
                        "\"\\u0000\""),
                Arbitraries.of(
                        "\"https://a/b\"",
                        "\"http:\"",
                        "\"http://[::1\"",
                        "\"(+40)\"",
                        "\"x (+40364630871)\"",
                        "\")(\"",
                        "\"..\""),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.integers().between(1, 3_000).map("9"::repeat),
                Arbitraries.strings().alpha().ofMaxLength(10).map(text -> '"' + text + '"'));
        Arbitrary<String> names = Arbitraries.of(
                "participantId",
                "id",
                "name",
                "email",
                "avatar",
                "moderator",
                "participantJid",
                "disconnectReason",
                "isBreakout",
                "breakoutRoomId",
                "conference",
                "nick",
                "sipAddress",
                "preAuthenticatedLink",
                "participants",
                "initiatorId",
                "durationSec",
                "startTimestamp",
                "participant",
                "reactions",
                "grantedTo",
                "statsUrl",
                "fileSize",
                "timestamp");
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> inner = jsonOf(depth - 1);
        return Arbitraries.oneOf(
                scalars,
                inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                Combinators.combine(names, inner)
                        .as((name, value) -> '"' + name + "\":" + value)
                        .list()
                        .ofMaxSize(5)
                        .map(WebhookPropertiesTest::object));
    }

    private static String object(List<String> fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static long liveHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Any text for a value is accepted or refused, quickly, and nothing of it stays in memory. The number of tries is
 * jqwik's default; the profile {@code fuzz} makes it large.
 */
class ParsingPropertiesTest {

    /** Every method of the domain that parses a text. */
    @SuppressWarnings("ImmutableEnumChecker") // method references are immutable
    enum Parser {
        APP_ID(AppId::parse),
        KEY_ID(KeyId::parse),
        ROOM_NAME(RoomName::parse),
        CANONICAL_ROOM_NAME(text -> RoomName.parse(text).canonical()),
        FULL_NAME(ConferenceName::parse),
        FQN(ConferenceName::parseFqn),
        DOMAIN(text -> CONFERENCE.withDomain(text)),
        PARTICIPANT_ID(ParticipantId::parse),
        USER_ID(UserId::parse),
        PHONE_NUMBER(PhoneNumber::parse),
        JWT(Jwt::parse);

        private final Function<String, ?> parse;

        Parser(Function<String, ?> parse) {
            this.parse = parse;
        }
    }

    private static final ConferenceName CONFERENCE =
            ConferenceName.parse("room@conference.vpaas-magic-cookie-test.8x8.vc");

    /** Far more than any of them needs, even on a busy machine. */
    private static final Duration MAX_DURATION = Duration.ofSeconds(5);

    private static final int WARM_UP = 500;
    private static final long NOTICEABLE = 8L * 1024 * 1024;

    private static final AtomicInteger TRIES = new AtomicInteger();
    private static long heapBefore = Long.MAX_VALUE;

    @Property
    void parse_anyText_acceptsOrRefusesIt(@ForAll Parser parser, @ForAll("texts") String text) {
        assertAcceptsOrRefuses(parser, text);
        if (TRIES.incrementAndGet() == WARM_UP) {
            heapBefore = liveHeap();
        }
    }

    @Property(tries = 100)
    void parse_hugeText_acceptsOrRefusesIt(@ForAll Parser parser, @ForAll("texts") String text) {
        assertAcceptsOrRefuses(parser, text.repeat(200_000 / Math.max(1, text.length())));
    }

    @AfterContainer
    static void assertNothingIsKept() {
        assertThat(TRIES.get()).isGreaterThan(WARM_UP);
        assertThat(liveHeap() - heapBefore).as("heap after %s tries", TRIES).isLessThan(NOTICEABLE);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Texts.any(),
                Arbitraries.strings().withChars("+0123456789 .-()٣").ofMaxLength(30));
    }

    private static void assertAcceptsOrRefuses(Parser parser, String text) {
        long start = System.nanoTime();
        try {
            assertThat(parser.parse.apply(text)).isNotNull();
        } catch (InvalidValueException e) {
            assertThat(e.getMessage()).hasSizeLessThan(700);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(parser.name().toLowerCase(Locale.ROOT))
                .isLessThan(MAX_DURATION);
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

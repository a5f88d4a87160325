// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Properties of every value that keeps its text. */
class TextPropertiesTest {

    private static final JsonFactory JSON = new JsonFactory();

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    @Property(tries = 8000)
    void parse_anyText_acceptsWhatTheRuleAcceptsAndRefusesTheRest(@ForAll Texts value, @ForAll("texts") String text) {
        boolean accepted = value.valid.test(text);
        Statistics.label(value.name()).collect(accepted).coverage(seen -> {
            seen.check(true).count(times -> times >= 10);
            seen.check(false).count(times -> times >= 10);
        });

        if (accepted) {
            assertThat(value.parse.apply(text)).hasToString(text);
            assertThat(value.parse.apply(text)).isEqualTo(value.parse.apply(text));
        } else {
            assertThat(catchThrowable(() -> value.parse.apply(text))).isInstanceOf(InvalidValueException.class);
        }
    }

    @Property(tries = 2000)
    void message_anyInvalidText_isOneShortLineThatNamesTheKind(@ForAll Texts value, @ForAll("texts") String text) {
        Assume.that(!value.valid.test(text));

        assertThat(catchThrowable(() -> value.parse.apply(text)))
                .isInstanceOfSatisfying(InvalidValueException.class, refusal -> {
                    assertThat(refusal.kind()).isNotBlank();
                    assertThat(refusal.getMessage())
                            .startsWith(refusal.kind() + " ")
                            .contains(" is not valid: ")
                            .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e]")
                            .hasSizeLessThan(700);
                    assertThat(refusal).hasNoCause();
                });
    }

    /** The two that are sent in a path; all others are sent in JSON. */
    @Provide
    Arbitrary<Texts> inThePath() {
        return Arbitraries.of(Texts.APP_ID, Texts.USER_ID);
    }

    @Property(tries = 2000)
    void pathSegment_anyAcceptedText_isPreserved(@ForAll("inThePath") Texts value, @ForAll("texts") String text) {
        Assume.that(value.valid.test(text));

        URI uri = URI.create("https://8x8.vc/ban/user/" + asOneSegment(text));

        assertThat(uri.getRawPath().split("/", -1)).hasSize(4);
        assertThat(uri.getPath()).isEqualTo("/ban/user/" + text);
        assertThat(uri.normalize()).isEqualTo(uri);
        assertThat(uri.getRawQuery()).isNull();
    }

    @Property(tries = 2000)
    void json_anyAcceptedText_isPreserved(@ForAll Texts value, @ForAll("texts") String text) {
        Assume.that(value.valid.test(text));

        assertThat(throughJson(text)).isEqualTo(text);
    }

    /** RFC 3986 §2: everything but the unreserved characters is percent-encoded. */
    private static String asOneSegment(String text) {
        StringBuilder segment = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean unreserved = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
            segment.append(unreserved ? Character.toString(b) : "%%%02X".formatted(b));
        }
        return segment.toString();
    }

    private static String throughJson(String text) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(utf8)) {
            out.writeString(text);
        } catch (IOException e) {
            return fail(e);
        }
        try (JsonParser in = JSON.createParser(utf8.toByteArray())) {
            in.nextToken();
            return in.getText();
        } catch (IOException e) {
            return fail(e);
        }
    }
}

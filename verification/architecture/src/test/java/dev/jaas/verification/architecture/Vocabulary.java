// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds terms in sources and documents for which the project has a standard one. */
final class Vocabulary {

    private static final List<Term> BANNED_TERMS = load("/banned-terms.properties");

    /** The words that a banned term begins with: looked up for each token, to compare few of them with every term. */
    private static final Set<String> FIRST_WORDS =
            BANNED_TERMS.stream().map(term -> term.words().get(0)).collect(Collectors.toSet());

    /** A word of prose or of a camel-case identifier, a number, or a character that ends a term. */
    private static final Pattern TOKEN = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+|[^\\s*_/#A-Za-z0-9-]");

    private static final Pattern CONSTANT = Pattern.compile("\\b(?:MOST|LONGEST|SHORTEST|SMALLEST)_\\w+");

    private static final Pattern TYPE = Pattern.compile(
            "\\b(?:class|interface|enum|record) \\w*(?:Impl|Util|Utils|(?<!Trust)Manager|Helper|Promises|Vice)\\b");

    private Vocabulary() {}

    /** The violations in the text files below a directory, each with its file, line and remedy. */
    static List<String> violationsIn(Path directory) {
        return ProjectFiles.texts(directory).stream()
                .flatMap(file -> violationsIn(textOf(file)).map(found -> directory.relativize(file) + ":" + found))
                .toList();
    }

    /** The file's text; of the changelog without code, which may be the former name of what was renamed. */
    private static String textOf(Path file) {
        String text = ProjectFiles.read(file);
        return file.endsWith("CHANGELOG.md") ? text.replaceAll("`[^`\\n]*`", "") : text;
    }

    private static Stream<String> violationsIn(String text) {
        return Stream.of(
                        bannedTerms(text),
                        matches(text, CONSTANT, "a name that begins with MAX_ or MIN_"),
                        matches(text, TYPE, "a name that ends in the type's role"))
                .flatMap(Function.identity());
    }

    private static Stream<String> bannedTerms(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        return IntStream.range(0, tokens.size())
                .filter(first -> FIRST_WORDS.contains(lowerCase(tokens.get(first))))
                .boxed()
                .flatMap(first -> BANNED_TERMS.stream()
                        .filter(term -> term.isAt(tokens, first))
                        .map(term -> violation(text, tokens.get(first), term.toString(), term.replacement())));
    }

    private static Stream<String> matches(String text, Pattern pattern, String replacement) {
        return pattern.matcher(text).results().map(match -> violation(text, match, match.group(), replacement));
    }

    private static String violation(String text, MatchResult match, String term, String replacement) {
        long line = text.substring(0, match.start()).lines().count();
        return "%d: instead of \"%s\" write %s".formatted(Math.max(1, line), term, replacement);
    }

    private static String lowerCase(MatchResult token) {
        return token.group().toLowerCase(Locale.ROOT);
    }

    private static List<Term> load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .sorted()
                .map(term -> new Term(List.of(term.split(" ")), properties.getProperty(term)))
                .toList();
    }

    private record Term(List<String> words, String replacement) {

        boolean isAt(List<MatchResult> tokens, int first) {
            return first + words.size() <= tokens.size()
                    && IntStream.range(0, words.size())
                            .allMatch(i -> lowerCase(tokens.get(first + i)).equals(words.get(i)));
        }

        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }
}

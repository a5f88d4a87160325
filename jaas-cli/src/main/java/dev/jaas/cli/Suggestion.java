// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import java.util.Collection;
import java.util.List;

/** Finds what was probably meant by a mistyped word. */
final class Suggestion {

    private static final int MAX_MISTAKES = 2;
    private static final int MIN_PREFIX = 3;

    private Suggestion() {}

    /** A question in parentheses, with a space before it; empty if no word is similar. */
    static String forWord(String word, Collection<String> known) {
        int tolerated = Math.min(MAX_MISTAKES, (word.length() - 1) / 2);
        int fewest = known.stream()
                .mapToInt(candidate -> mistakes(word, candidate))
                .min()
                .orElse(Integer.MAX_VALUE);
        List<String> begun = known.stream()
                .filter(candidate -> word.length() >= MIN_PREFIX && candidate.startsWith(word))
                .sorted()
                .toList();
        List<String> mistyped = known.stream()
                .filter(candidate -> fewest <= tolerated && mistakes(word, candidate) == fewest)
                .sorted()
                .toList();
        List<String> meant = begun.isEmpty() ? mistyped : begun;
        return meant.isEmpty() ? "" : " (did you mean " + String.join(" or ", meant) + "?)";
    }

    /** How many characters were left out, added, replaced or swapped with the next one: the optimal string alignment. */
    private static int mistakes(String word, String meant) {
        int[][] distance = new int[word.length() + 1][meant.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = word.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1;
                distance[i][j] = Math.min(
                        Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + replaced);
                if (i > 1
                        && j > 1
                        && word.charAt(i - 1) == meant.charAt(j - 2)
                        && word.charAt(i - 2) == meant.charAt(j - 1)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[word.length()][meant.length()];
    }
}

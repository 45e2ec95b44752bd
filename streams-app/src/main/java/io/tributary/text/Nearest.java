package io.tributary.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that was probably meant by a misspelt one. */
public final class Nearest {
    private Nearest() {}

    /** The nearest word by edit distance, upper or lower case being the same, unless even that one is far off. */
    public static Optional<String> to(String word, Collection<String> known) {
        String small = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(small, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate ->
                        distance(small, candidate.toLowerCase(Locale.ROOT)) <= Math.max(2, word.length() / 3));
    }

    /** The end of an error: "; did you mean X?" where a word is near, otherwise "; known are X, Y". */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse(known.isEmpty() ? "" : "; known are " + String.join(", ", known));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

package io.tributary.domain.eligibility;

import io.tributary.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words that a merchant's fields may hold: what is compared with another word never holds. */
final class Vocabulary {
    /** Same as the symbols of the schema's SizeClass. */
    private static final List<String> SIZES = List.of("MICRO", "SMALL", "MEDIUM", "LARGE", "UNKNOWN");
    /** A is best; empty where unknown. */
    private static final List<String> GRADES = List.of("A", "B", "C", "D", "");

    private static final Map<String, List<String>> CLOSED = Map.of("sizeClass", SIZES, "creditGrade", GRADES);
    /** A platform may have more of them: only what looks like one of these misspelt is refused. */
    private static final List<String> USUAL_TAGS = List.of("AGRI", "SPECIALTY");

    private static final Pattern REGION = Pattern.compile("\\d{0,12}");

    private Vocabulary() {}

    /** What is wrong with a word that a field is compared with; empty when the field may hold it. */
    static Optional<String> problem(String field, String word) {
        List<String> closed = CLOSED.get(field);
        if (closed != null) {
            return closed.contains(word)
                    ? Optional.empty()
                    : Optional.of("merchant." + field + " is never '" + word + "'" + hint(word, closed));
        }
        if (field.equals("regionCode") && !REGION.matcher(word).matches()) {
            return Optional.of("merchant.regionCode is never '" + word
                    + "': it is a GB/T 2260 code of digits, for example '522601'");
        }
        return Optional.empty();
    }

    /** What may be wrong with a word that a field is compared with, though the field may hold it. */
    static Optional<String> doubt(String field, String word) {
        if (!field.equals("tags") || USUAL_TAGS.contains(word)) {
            return Optional.empty();
        }
        return Nearest.to(word, USUAL_TAGS)
                .map(near -> "tag '" + word + "' is not a usual one; did you mean '" + near + "'?");
    }

    /** Words that a field holds on some merchant. */
    static List<String> words(String field) {
        return CLOSED.getOrDefault(field, List.of());
    }

    private static String hint(String word, List<String> known) {
        List<String> shown = known.stream().filter(each -> !each.isEmpty()).toList();
        return Nearest.to(word, shown)
                .filter(near -> !word.isEmpty())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; known are " + String.join(", ", shown));
    }
}

package io.tributary.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that are deployed, made for faults of seconds: whatever is a time in them is divided by {@link #FACTOR}. That is how long a
 * condition has to last ({@code for: 2m}), how far back is looked ({@code [10m]}) or ahead ({@code predict_linear}), and how old something
 * may get or how long something may be waited for before it is too much ({@code tributary_beat_age_seconds > 30}). Nothing else differs.
 */
final class ShortRules {
    /** Two minutes are eight seconds; thirty seconds without a beat are two, which is four beats of a run. */
    static final int FACTOR = 15;

    private static final String SHIPPED = "tributary.rules.yaml";
    private static final Pattern FOR = Pattern.compile("(?m)(?<=^ {8}for: )(\\d+)([smhd])$");
    private static final Pattern RANGE = Pattern.compile("(?<=\\[)(\\d+)([smhd])(?=])");
    private static final Pattern AGE = Pattern.compile("((?:age|waiting)_seconds(?:\\{[^}]*})?\\)? > )(\\d+)");
    private static final Pattern AHEAD = Pattern.compile("(predict_linear\\([^,]*, )([\\d* ]+)\\)");

    private ShortRules() {}

    /** The text of the rules that are deployed. */
    static String shipped() {
        try (InputStream rules = ShortRules.class.getResourceAsStream(SHIPPED)) {
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with all times {@link #FACTOR} times shorter. */
    static String of(String rules) {
        String text = replace(FOR, rules, time -> shorter(time.group(1), time.group(2)));
        text = replace(RANGE, text, time -> shorter(time.group(1), time.group(2)));
        text = replace(AGE, text, time -> time.group(1) + Double.parseDouble(time.group(2)) / FACTOR);
        return replace(AHEAD, text, time -> time.group(1) + "(" + time.group(2) + ") / " + FACTOR + ")");
    }

    private static String replace(Pattern what, String text, Replacement by) {
        return what.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.of(found)));
    }

    /** What stands in the place of what was found. */
    @FunctionalInterface
    private interface Replacement {
        String of(MatchResult found);
    }

    private static String shorter(String number, String unit) {
        long seconds = Long.parseLong(number) * secondsOf(unit);
        return seconds * 1_000 / FACTOR + "ms";
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }
}

package io.tributary.cli;

import io.tributary.common.v1.Surface;
import io.tributary.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a kill switch covers.
 *
 * @param kind all, surface, programme or merchant
 * @param name of the surface, programme or merchant; empty for all
 */
record Scope(Kind kind, String name) {
    static final String HELP = "ALL, surface:NAME, programme:ID or merchant:ID.";

    enum Kind {
        ALL,
        SURFACE,
        PROGRAMME,
        MERCHANT
    }

    /**
     * As a person writes it; surfaces exist or are refused here.
     *
     * @throws IllegalArgumentException in one line with what may be written
     */
    static Scope parse(String given) {
        String text = given.trim();
        if (text.equalsIgnoreCase("ALL")) {
            return new Scope(Kind.ALL, "");
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = text.substring(colon + 1);
        if (colon < 0 || name.isBlank()) {
            throw new IllegalArgumentException("scope '" + given + "': use " + HELP);
        }
        return switch (kind) {
            case "surface" -> new Scope(Kind.SURFACE, surface(name));
            case "programme" -> new Scope(Kind.PROGRAMME, name);
            case "merchant" -> new Scope(Kind.MERCHANT, name);
            default ->
                throw new IllegalArgumentException("scope '" + given + "': there is no kind '" + kind + "'"
                        + Nearest.to(kind, List.of("surface", "programme", "merchant"))
                                .map(near -> "; did you mean " + near + ":" + name + "?")
                                .orElse("; use " + HELP));
        };
    }

    /** The key of its control. */
    String key() {
        return kind == Kind.ALL ? "ALL" : kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    private static String surface(String name) {
        List<String> known = Arrays.stream(Surface.values())
                .filter(surface -> surface != Surface.UNKNOWN)
                .map(Surface::name)
                .toList();
        String upper = name.toUpperCase(Locale.ROOT);
        if (!known.contains(upper)) {
            throw new IllegalArgumentException(
                    "scope surface:" + name + ": no such surface" + Nearest.hint(upper, known));
        }
        return upper;
    }
}

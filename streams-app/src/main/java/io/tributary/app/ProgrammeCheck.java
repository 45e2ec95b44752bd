package io.tributary.app;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.programme.Clause;
import io.tributary.domain.programme.ProgrammeRules;
import io.tributary.domain.programme.ProgrammeStatus;
import io.tributary.programmes.v1.Programme;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a programme against the domain's rules before it is published, where its author still reads the answer. */
final class ProgrammeCheck {
    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern MERCHANT_FIELD = Pattern.compile("\\bmerchant\\.(\\w+)");
    private static final List<String> MERCHANT_FIELDS = List.of(
            "sizeClass",
            "tags",
            "joinedAt",
            "ageDays",
            "regionCode",
            "categories",
            "creditGrade",
            "satisfaction",
            "violations",
            "relatedEntityHash",
            "optOut");

    private ProgrammeCheck() {}

    /** The same rules as the domain holds them. */
    static ProgrammeRules check(Programme programme) {
        ProgrammeRules rules = rules(programme);
        new Eligibility(rules.eligibility());
        rules.eligibility().forEach(ProgrammeCheck::requireKnownFields);
        return rules;
    }

    /** A misspelt field compiles, for a merchant is a map to CEL, and would then hold for nobody. */
    private static void requireKnownFields(Clause clause) {
        Matcher field =
                MERCHANT_FIELD.matcher(LITERAL.matcher(clause.expression()).replaceAll("''"));
        while (field.find()) {
            String name = field.group(1);
            if (!MERCHANT_FIELDS.contains(name)) {
                throw new IllegalArgumentException("eligibility." + clause.id() + ": merchant has no field " + name
                        + Nearest.to(name, MERCHANT_FIELDS)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; known are " + String.join(", ", MERCHANT_FIELDS)));
            }
        }
    }

    private static ProgrammeRules rules(Programme programme) {
        return new ProgrammeRules(
                programme.getProgrammeId(),
                programme.getVersion(),
                text("name", programme.getName()),
                ProgrammeStatus.valueOf(programme.getStatus().name()),
                programme.getStartsAt(),
                programme.getEndsAt() == null ? Long.MAX_VALUE : programme.getEndsAt(),
                ProgrammeRules.zone(programme.getTimeZone()),
                programme.getPeriodMinutes(),
                programme.getPool(),
                programme.getFloor(),
                programme.getCap(),
                weights(programme.getStageWeights()),
                programme.getMaxMultiplier(),
                programme.getMaxAdditive(),
                surfaces(programme.getSurfaces()),
                at(
                        "holdout",
                        () -> new BucketRange(
                                programme.getHoldout().getFrom(),
                                programme.getHoldout().getTo())),
                clauses(programme.getEligibility()),
                programme.getBurst(),
                programme.getInitialStrength());
    }

    private static Map<Stage, Double> weights(Map<String, Double> given) {
        Map<Stage, Double> weights = new EnumMap<>(Stage.class);
        List<String> known = Arrays.stream(Stage.values()).map(Stage::name).toList();
        given.forEach((name, weight) -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "stageWeights." + name + ": no such stage; known are " + String.join(", ", known));
            }
            weights.put(Stage.valueOf(name), weight);
        });
        return weights;
    }

    private static Set<Surface> surfaces(List<io.tributary.common.v1.Surface> given) {
        Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
        given.forEach(surface -> surfaces.add(Surface.valueOf(surface.name())));
        return surfaces;
    }

    private static List<Clause> clauses(List<io.tributary.programmes.v1.Clause> given) {
        return given.stream()
                .map(clause -> new Clause(
                        clause.getId(),
                        clause.getExpression(),
                        text("eligibility." + clause.getId() + ".reason", clause.getReason())))
                .toList();
    }

    private static LocalizedText text(String path, io.tributary.common.v1.LocalizedText text) {
        return at(path, () -> new LocalizedText(text.getZh(), text.getEn()));
    }

    private static <T> T at(String path, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}

package io.tributary.app;

import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.programme.Clause;
import io.tributary.domain.programme.ProgrammeRules;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.ProgrammeRecords;
import java.util.List;
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
        ProgrammeRules rules = ProgrammeRecords.rules(programme);
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
}

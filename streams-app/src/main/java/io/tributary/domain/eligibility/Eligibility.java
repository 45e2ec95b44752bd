package io.tributary.domain.eligibility;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.tributary.domain.merchant.MerchantProfile;
import io.tributary.domain.programme.Clause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A programme's clauses, compiled once from CEL. Expressions see {@code merchant} (sizeClass, tags that have not expired,
 * joinedAt, ageDays, regionCode, categories, creditGrade, satisfaction, violations, relatedEntityHash, optOut),
 * {@code lists} (entries by list name) and {@code now} (epoch milliseconds).
 */
public final class Eligibility {
    private static final long DAY_MILLIS = 86_400_000;

    /**
     * Each clause is evaluated for every merchant: what one may cost is limited, however it is written. A list of a hundred thousand
     * entries is looked through by {@code in}, which is not counted; loops over lists are.
     */
    private static final CelOptions LIMITS = CelOptions.current()
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(10_000)
            .maxRegexProgramSize(1_000)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(LIMITS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("merchant", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("lists", MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)))
            .addVar("now", SimpleType.INT)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(LIMITS).build();

    private record Compiled(Clause clause, CelRuntime.Program program) {}

    /**
     * The outcome for one merchant.
     *
     * @param clauses the clauses that decided: the failed ones, or all when eligible
     */
    public record Decision(boolean eligible, List<Clause> clauses) {}

    private final List<Compiled> compiled = new ArrayList<>();

    /**
     * @throws IllegalArgumentException naming the clause and what the compiler says of it
     */
    public Eligibility(List<Clause> clauses) {
        for (Clause clause : clauses) {
            try {
                CelAbstractSyntaxTree tree =
                        COMPILER.compile(clause.expression()).getAst();
                compiled.add(new Compiled(clause, RUNTIME.createProgram(tree)));
            } catch (CelValidationException | CelEvaluationException e) {
                String first = e.getMessage().lines().findFirst().orElse("");
                throw new IllegalArgumentException("eligibility." + clause.id() + ": " + first, e);
            }
        }
    }

    /**
     * Decides for one merchant. A clause that cannot be evaluated (an unknown list, say) does not hold: no support is given
     * on a rule that cannot be read.
     */
    public Decision decide(MerchantProfile profile, Map<String, List<String>> lists, long now) {
        Map<String, Object> variables = variables(profile, lists, now);
        List<Clause> failed = new ArrayList<>();
        List<Clause> all = new ArrayList<>();
        for (Compiled each : compiled) {
            all.add(each.clause);
            if (!holds(each.program, variables)) {
                failed.add(each.clause);
            }
        }
        return failed.isEmpty() ? new Decision(true, all) : new Decision(false, failed);
    }

    private static boolean holds(CelRuntime.Program program, Map<String, Object> variables) {
        try {
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private static Map<String, Object> variables(MerchantProfile profile, Map<String, List<String>> lists, long now) {
        Map<String, Object> merchant = new HashMap<>();
        merchant.put("sizeClass", profile.sizeClass());
        merchant.put("tags", profile.tagsAt(now));
        merchant.put("joinedAt", profile.joinedAt());
        merchant.put("ageDays", Math.floorDiv(now - profile.joinedAt(), DAY_MILLIS));
        merchant.put("regionCode", profile.regionCode());
        merchant.put("categories", profile.categories());
        merchant.put("creditGrade", profile.creditGrade());
        merchant.put("satisfaction", profile.satisfaction());
        merchant.put("violations", (long) profile.violations());
        merchant.put("relatedEntityHash", profile.relatedEntityHash());
        merchant.put("optOut", profile.optOut());
        return Map.of("merchant", merchant, "lists", lists, "now", now);
    }
}

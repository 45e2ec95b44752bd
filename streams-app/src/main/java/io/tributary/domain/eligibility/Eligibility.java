package io.tributary.domain.eligibility;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.merchant.MerchantProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A programme's clauses, compiled once from CEL. Expressions see {@code merchant} (sizeClass, tags that have not expired,
 * joinedAt, ageDays, regionCode, categories, creditGrade, satisfaction, violations, relatedEntityHash, optOut),
 * {@code lists} (entries by list name) and {@code now} (epoch milliseconds). {@link ClauseCheck} refuses bad clauses before they are
 * published; here one whose types do not fit decides like one that cannot be evaluated, so that it stops nobody's work.
 */
public final class Eligibility {
    /** Before the id of a clause that could not be evaluated: that is a reason of its own, and not the merchant's fault. */
    public static final String NOT_EVALUATED = "not-evaluated:";

    /** @param program null when the clause's types do not fit */
    private record Compiled(Clause clause, CelRuntime.Program program, Clause unevaluated) {}

    /**
     * The outcome for one merchant.
     *
     * @param clauses the clauses that decided: the failed ones, or all when eligible. One that could not be evaluated has an id
     *     that begins with {@link #NOT_EVALUATED}, and a reason that says so
     */
    public record Decision(boolean eligible, List<Clause> clauses) {}

    private final List<Compiled> compiled = new ArrayList<>();

    /**
     * @throws IllegalArgumentException naming the clause that is no CEL at all
     */
    public Eligibility(List<Clause> clauses) {
        clauses.forEach(Expressions::parse);
        clauses.forEach(clause -> compiled.add(new Compiled(clause, program(clause), unevaluated(clause))));
    }

    private static CelRuntime.Program program(Clause clause) {
        try {
            return Expressions.program(clause);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Clause unevaluated(Clause clause) {
        LocalizedText reason = new LocalizedText(
                "规则“" + clause.id() + "”暂时无法判定，原因在平台规则配置，与商家无关。",
                "The rule \"" + clause.id() + "\" could not be evaluated: a fault of the platform's rules, not of the"
                        + " merchant's.");
        return new Clause(NOT_EVALUATED + clause.id(), clause.expression(), reason);
    }

    /**
     * Decides for one merchant. A clause that cannot be evaluated (an unknown list, say) does not hold: no support is given
     * on a rule that cannot be read.
     */
    public Decision decide(MerchantProfile profile, Map<String, List<String>> lists, long now) {
        Map<String, Object> variables =
                Map.of("merchant", MerchantType.values(profile, now), "lists", lists, "now", now);
        List<Clause> failed = new ArrayList<>();
        List<Clause> all = new ArrayList<>();
        for (Compiled each : compiled) {
            all.add(each.clause);
            Boolean holds = holds(each.program, variables);
            if (holds == null) {
                failed.add(each.unevaluated);
            } else if (!holds) {
                failed.add(each.clause);
            }
        }
        return failed.isEmpty() ? new Decision(true, all) : new Decision(false, failed);
    }

    /** Null when it cannot be said. */
    static Boolean holds(CelRuntime.Program program, Map<String, Object> variables) {
        try {
            return program == null ? null : (Boolean) program.eval(variables);
        } catch (CelEvaluationException e) {
            return null;
        }
    }
}

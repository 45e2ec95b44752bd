package io.tributary.explain;

import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseReading;
import io.tributary.domain.enrolment.HardExit;
import io.tributary.domain.rules.Admission;
import io.tributary.explain.MerchantCase.Made;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.CelClauses;
import io.tributary.topology.rules.RuleRecords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why a merchant is eligible or not: each clause of the rules, what it said, and the facts that it saw. */
final class ClauseSection {
    private static final LocalizedText TITLE = Words.text("条件", "Conditions");

    private ClauseSection() {}

    /**
     * All conditions of an eligibility decision.
     *
     * @param rules that decided; null when they are not at hand
     * @param zone of moments among the facts
     */
    static Section of(Made made, Programme rules, ZoneId zone) {
        Map<String, DecisionReason> reasons = new TreeMap<>();
        made.decision().getReasons().forEach(each -> reasons.put(each.getClause(), each));
        List<LocalizedText> lines = new ArrayList<>();
        Admission admission = rules == null
                ? new Admission(List.of())
                : RuleRecords.rules(rules).admission();
        List<Clause> clauses = admission.clauses();
        Set<String> ids = clauses.stream().map(Clause::id).collect(Collectors.toSet());
        boolean asked = true;
        for (DecisionReason each : made.decision().getReasons()) {
            if (!ids.contains(each.getClause())) {
                asked &= each.getVerdict() == ClauseVerdict.CURING;
                lines.add(said(each));
                admission.exits().stream()
                        .map(HardExit::clause)
                        .filter(exit -> exit.id().equals(each.getClause()))
                        .forEach(exit -> {
                            lines.add(Words.same("    " + exit.expression()));
                            lines.addAll(facts(exit, made, zone));
                        });
            }
        }
        lines.addAll(happened(made, zone));
        for (Clause clause : clauses) {
            DecisionReason reason = reasons.get(clause.id());
            if (reason != null) {
                lines.add(said(reason));
            } else {
                lines.add(unnamed(clause, asked));
            }
            lines.add(Words.same("    " + clause.expression()));
            lines.addAll(facts(clause, made, zone));
        }
        return new Section("conditions", TITLE, lines);
    }

    private static LocalizedText said(DecisionReason reason) {
        LocalizedText verdict = verdict(reason.getVerdict());
        LocalizedText text = Words.text(reason.getText());
        return Words.text(
                verdict.zh() + " [" + reason.getClause() + "] " + text.zh(),
                verdict.en() + " [" + reason.getClause() + "] " + text.en());
    }

    /** One that is not among the reasons: it holds, if clauses were asked at all. */
    private static LocalizedText unnamed(Clause clause, boolean asked) {
        LocalizedText verdict = asked ? verdict(ClauseVerdict.HOLDS) : Words.text("未判定", "Not asked");
        return Words.text(
                verdict.zh() + " [" + clause.id() + "] " + clause.reason().zh(),
                verdict.en() + " [" + clause.id() + "] " + clause.reason().en());
    }

    private static LocalizedText verdict(ClauseVerdict verdict) {
        return switch (verdict) {
            case HOLDS -> Words.text("满足", "Holds");
            case FAILS -> Words.text("不满足", "Does not hold");
            case NOT_EVALUATED -> Words.text("无法判定", "Could not be evaluated");
            case UNKNOWN -> Words.text("数据未知", "Unknown");
            case AWAITED -> Words.text("等待数据", "Awaited");
            case CURING -> Words.text("整改期内", "To be put right");
            default -> Words.text("原因", "Reason");
        };
    }

    /** What the decision saw of what the clause reads. */
    static List<LocalizedText> facts(Clause clause, Made made, ZoneId zone) {
        ClauseReading reading = CelClauses.get().compile(clause).reading();
        List<LocalizedText> lines = new ArrayList<>();
        reading.fields().forEach(name -> fact(made, name, zone, lines));
        reading.attributes().forEach(name -> fact(made, "attributes." + name, zone, lines));
        for (String list : reading.lists()) {
            Integer version = made.on().getLists().get(list);
            if (version != null) {
                lines.add(Words.text("    名单 " + list + "：版本 " + version, "    list " + list + ": version " + version));
            }
        }
        return lines;
    }

    /** When the merchant's own time in the programme begins and ends, and what it counts, where it has one; and when it came in or left. */
    private static List<LocalizedText> happened(Made made, ZoneId zone) {
        String prefix = "clock." + made.decision().getProgrammeId() + ".";
        String enrolment = "enrolment." + made.decision().getProgrammeId();
        List<LocalizedText> lines = new ArrayList<>();
        made.on().getFacts().keySet().stream()
                .filter(name -> name.startsWith(prefix) || name.equals(enrolment))
                .sorted()
                .forEach(name -> fact(made, name, zone, lines));
        return lines;
    }

    private static void fact(Made made, String name, ZoneId zone, List<LocalizedText> lines) {
        String value = made.on().getFacts().get(name);
        if (value != null) {
            lines.add(Words.same("    " + name + " = " + Words.moments(name, value, zone)));
        }
    }

    /** What must change for a merchant that takes no part to take part. */
    static Section missing(MadeDecision decision) {
        List<LocalizedText> lines = new ArrayList<>();
        for (DecisionReason each : decision.getReasons()) {
            if (each.getVerdict() != ClauseVerdict.HOLDS) {
                lines.add(Words.text(each.getText()));
            }
        }
        lines.add(Words.text(
                "以上全部满足后的下一个节拍自动重新判定。",
                "Once all of these are fulfilled it is decided again by itself, at the next beat."));
        return new Section("missing", Words.text("还差什么", "What is missing"), lines);
    }

    /** Whether the decision keeps the merchant out. */
    static boolean isAdverse(MadeDecision decision) {
        return decision.getKind() == DecisionKind.NOT_ELIGIBLE || decision.getKind() == DecisionKind.EXIT;
    }
}

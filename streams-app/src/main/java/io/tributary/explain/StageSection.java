package io.tributary.explain;

import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.StageEvidence;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.enrolment.StageCondition;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.enrolment.StageStep;
import io.tributary.explain.MerchantCase.Made;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.StageRules;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a merchant's stage goes by, and what is missing for the next. */
final class StageSection {
    private final MadeDecision decision;
    private final StageLadder ladder;
    private final Made seen;
    private final ZoneId zone;
    private final List<LocalizedText> lines = new ArrayList<>();

    private StageSection(MadeDecision decision, StageLadder ladder, Made seen, ZoneId zone) {
        this.decision = decision;
        this.ladder = ladder;
        this.seen = seen;
        this.zone = zone;
    }

    /**
     * @param decision a STAGE or a GRANT
     * @param rules by which it was decided; null when they are not at hand
     * @param seen with the facts that clauses of stages are shown with
     */
    static Section of(MadeDecision decision, Programme rules, Made seen) {
        StageLadder ladder = rules == null ? StageLadder.USUAL : StageRules.ladder(rules);
        ZoneId zone = rules == null ? ZoneOffset.UTC : ZoneId.of(rules.getTimeZone());
        return new StageSection(decision, ladder, seen, zone).section();
    }

    private Section section() {
        if (decision.getStageBefore() != null) {
            lines.add(Words.same(decision.getStageBefore() + " -> " + decision.getStage()));
            decision.getReasons().forEach(each -> lines.add(Words.text(each.getText())));
        } else {
            lines.add(Words.text("当前阶段 " + decision.getStage(), "stage now: " + decision.getStage()));
        }
        StageEvidence evidence = decision.getEvidence();
        if (evidence == null) {
            lines.add(Words.text(
                    "尚无参与商家上一周期的成交率，阶段不因成交变化。",
                    "Nothing is known yet of how members sell on their exposure: no stage changes by that."));
        } else {
            add(evidence);
        }
        Stage stage = Stage.valueOf(decision.getStage().name());
        StageStep next = ladder.after(stage);
        if (next != null) {
            addUp(next, evidence);
        }
        ladder.steps().stream()
                .filter(step -> step.stage() == stage && step.leave() != null)
                .forEach(step -> addDown(below(step), step.leave()));
        if (ladder.end() != null) {
            lines.add(StageLines.end(ladder.end()));
        }
        return new Section("stage", Words.text("阶段", "Stage"), lines);
    }

    private void add(StageEvidence evidence) {
        String orders = Words.number(evidence.getOrders());
        String exposures = Words.number(evidence.getExposures());
        String rate = Words.number(evidence.getMemberRate());
        lines.add(Words.text(
                "商家 " + exposures + " 次曝光成交 " + orders + " 单；参与商家平均每次曝光 " + rate + " 单",
                orders + " orders on " + exposures + " exposures; members on average " + rate
                        + " orders per exposure"));
        lines.add(Words.text(
                "高于平均的可能性 " + Words.percent(evidence.getChance()),
                "chance to be above that: " + Words.percent(evidence.getChance())));
    }

    private void addUp(StageStep next, StageEvidence evidence) {
        StageCondition enter = next.enter();
        if (enter.clause() != null) {
            lines.add(Words.text(
                    "进入 " + next.stage() + "：周期开始时满足：" + enter.clause().reason().zh(),
                    "To " + next.stage() + ": when this holds as a period begins: "
                            + enter.clause().reason().en()));
            addFacts(enter.clause());
        } else if (evidence == null) {
            String limit = Words.percent(enter.chance());
            lines.add(Words.text(
                    "进入 " + next.stage() + "：周期开始时可能性高于 " + limit,
                    "To " + next.stage() + ": when the chance is above " + limit + " as a period begins"));
        } else {
            String limit = Words.percent(enter.chance());
            long missing = missing(evidence, enter.chance());
            lines.add(Words.text(
                    "进入 " + next.stage() + "：周期开始时可能性高于 " + limit + "；按目前曝光还差 " + missing + " 单",
                    "To " + next.stage() + ": when it is above " + limit
                            + " as a period begins; on the exposures so far " + missing + " orders are missing"));
        }
    }

    private static long missing(StageEvidence evidence, double above) {
        return new io.tributary.domain.enrolment.StageEvidence(
                        evidence.getExposures(), evidence.getOrders(), evidence.getMemberRate(), evidence.getChance())
                .ordersMissing(above);
    }

    private void addDown(Stage below, StageCondition leave) {
        if (leave.clause() != null) {
            lines.add(Words.text(
                    "周期开始时出现以下情形则退回 " + below + "：" + leave.clause().reason().zh(),
                    "Back to " + below + ": when this holds as a period begins: "
                            + leave.clause().reason().en()));
            addFacts(leave.clause());
        } else {
            String limit = Words.percent(leave.chance());
            lines.add(Words.text(
                    "周期开始时可能性低于 " + limit + " 则退回 " + below,
                    "Back to " + below + ": when it is below " + limit + " as a period begins"));
        }
    }

    private Stage below(StageStep step) {
        int at = ladder.steps().indexOf(step);
        return at == 0 ? Stage.SEED : ladder.steps().get(at - 1).stage();
    }

    private void addFacts(Clause clause) {
        lines.add(Words.same("    " + clause.expression()));
        lines.addAll(ClauseSection.facts(clause, seen, zone));
    }
}

package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.enrolment.EvidenceEnd;
import io.tributary.domain.enrolment.StageCondition;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.enrolment.StageStep;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.StageRules;
import java.util.ArrayList;
import java.util.List;

/** What a programme's ladder of stages asks for and gives, a sentence for each step; none for a programme that does not say. */
final class StageLines {
    private StageLines() {}

    static List<LocalizedText> of(Programme rules) {
        List<LocalizedText> lines = new ArrayList<>();
        StageLadder ladder = StageRules.ladder(rules);
        if (!rules.getStages().isEmpty()) {
            ladder.steps().forEach(step -> lines.add(step(step)));
        }
        if (ladder.end() != null) {
            lines.add(end(ladder.end()));
        }
        return lines;
    }

    private static LocalizedText step(StageStep step) {
        LocalizedText enter = condition(step.enter(), "高于", "above");
        StringBuilder zh = new StringBuilder("阶段 " + step.stage() + "：" + enter.zh());
        StringBuilder en = new StringBuilder("Stage " + step.stage() + ": " + enter.en());
        if (step.leave() != null) {
            LocalizedText leave = condition(step.leave(), "低于", "below");
            zh.append("；退回：").append(leave.zh());
            en.append("; back: ").append(leave.en());
        }
        if (step.reward() != null) {
            zh.append("；奖励 ").append(step.reward());
            en.append("; rewarded with ").append(step.reward());
        }
        if (step.graduation() != null) {
            int days = step.graduation().returnAfterDays();
            zh.append("；扶持结束").append(days < 0 ? "，不再参加" : "，" + days + " 天后可再参加");
            en.append("; support ends")
                    .append(days < 0 ? " for good" : ", and may begin again after " + days + " days");
        }
        return Words.text(zh.toString(), en.toString());
    }

    private static LocalizedText condition(StageCondition condition, String zh, String en) {
        String limit = condition.clause() == null ? Words.percent(condition.chance()) : "";
        return condition.clause() == null
                ? Words.text(
                        "每次曝光的成交高于参与商家平均的可能性" + zh + " " + limit,
                        "the chance that it sells better on its exposure than members do is " + en + " " + limit)
                : condition.clause().reason();
    }

    /** When support ends since it does not help. */
    static LocalizedText end(EvidenceEnd end) {
        String limit = Words.percent(end.chanceBelow());
        String afterZh = end.afterExposures() == 0 ? "" : "、累计曝光达到 " + end.afterExposures();
        String afterEn = end.afterExposures() == 0 ? "" : " and " + end.afterExposures() + " exposures in all";
        String backZh = end.returnAfterDays() < 0 ? "，不再参加" : "，" + end.returnAfterDays() + " 天后可再参加";
        String backEn = end.returnAfterDays() < 0
                ? " for good"
                : ", and may begin again after " + end.returnAfterDays() + " days";
        return Words.text(
                "保底曝光兑现" + afterZh + "后，该可能性低于 " + limit + " 则结束扶持" + backZh,
                "Once the floor was delivered" + afterEn + ", support ends when this chance is below " + limit
                        + backEn);
    }
}

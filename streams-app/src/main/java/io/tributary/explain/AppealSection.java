package io.tributary.explain;

import io.tributary.decisions.v1.MadeDecision;
import io.tributary.domain.LocalizedText;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.Feedback;
import io.tributary.programmes.v1.AppealChannel;
import io.tributary.programmes.v1.Programme;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where to appeal against a decision, and what became of appeals. */
final class AppealSection {
    private static final int USUAL_DAYS = io.tributary.domain.appeal.AppealChannel.USUAL_DAYS;

    private AppealSection() {}

    /**
     * @param rules of the decision's version; null when they are not at hand
     * @param feedback of the merchant, in its order
     */
    static Section of(MadeDecision decision, Programme rules, List<Feedback> feedback, ZoneId zone) {
        AppealChannel channel =
                decision.getAppeal() == null && rules != null ? rules.getAppeal() : decision.getAppeal();
        List<LocalizedText> lines = new ArrayList<>();
        lines.add(channel(decision.getDecisionId(), channel));
        Map<String, String> decisions = new HashMap<>();
        for (Feedback each : feedback) {
            if (each.getDecisionId() != null) {
                decisions.put(each.getCaseId(), each.getDecisionId());
            }
            String about = decisions.getOrDefault(each.getCaseId(), "");
            if (about.equals(decision.getDecisionId())) {
                lines.add(line(each, zone));
            }
        }
        return new Section("appeal", Words.text("申诉", "Appeal"), lines);
    }

    private static LocalizedText channel(String decisionId, AppealChannel channel) {
        int days = channel == null ? USUAL_DAYS : channel.getDays();
        return Words.text(
                "如有异议，六个月内可凭 " + decisionId + " 申诉，" + days + " 天内答复"
                        + (channel == null ? "。" : "：" + channel.getChannel()),
                "Who disagrees may appeal for six months, naming " + decisionId + "; decided within " + days + " days"
                        + (channel == null ? "." : ": " + channel.getChannel()));
    }

    private static LocalizedText line(Feedback each, ZoneId zone) {
        String begin = Words.moment(each.getTime(), zone) + " " + each.getCaseId() + " " + each.getAction();
        if (each.getAction() != CaseAction.CLOSED) {
            return Words.same(begin);
        }
        String end = begin + " " + each.getOutcome() + ", " + each.getDecidedBy();
        return each.getExposures() == 0
                ? Words.same(end)
                : Words.text(end + "，退回 " + each.getExposures() + " 次曝光", end + ", credited " + each.getExposures());
    }
}

package io.tributary.explain;

import io.tributary.domain.LocalizedText;
import io.tributary.programmes.v1.Programme;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a version of a programme promises, in a few sentences. */
final class RuleSection {
    private static final double HOLDOUT_BUCKETS = 1000;

    private RuleSection() {}

    static Section of(Programme rules) {
        return new Section("rule", Words.text("规则", "Rule"), lines(rules));
    }

    /** One whose version was never published. */
    static Section unknown(String programmeId, int version) {
        return new Section(
                "rule",
                Words.text("规则", "Rule"),
                List.of(Words.text(
                        programmeId + " 版本 " + version + " 不在 programmes-history 中。",
                        programmeId + " v" + version + " is not in programmes-history.")));
    }

    static List<LocalizedText> lines(Programme rules) {
        ZoneId zone = ZoneId.of(rules.getTimeZone());
        List<LocalizedText> lines = new ArrayList<>();
        lines.add(Words.text(
                rules.getName().getZh() + "（" + rules.getProgrammeId() + " 版本 " + rules.getVersion() + "，"
                        + rules.getStatus() + "）",
                rules.getName().getEn() + " (" + rules.getProgrammeId() + " v" + rules.getVersion() + ", "
                        + rules.getStatus() + ")"));
        String end = rules.getEndsAt() == null ? null : Words.moment(rules.getEndsAt(), zone);
        lines.add(Words.text(
                "自 " + Words.moment(rules.getStartsAt(), zone) + (end == null ? " 起，未定结束" : " 至 " + end),
                "from " + Words.moment(rules.getStartsAt(), zone) + (end == null ? " on" : " to " + end)));
        lines.add(Words.text(
                "每 " + rules.getPeriodMinutes() + " 分钟共 " + rules.getPool() + " 次曝光；每位商家保底 " + rules.getFloor() + "，上限 "
                        + rules.getCap(),
                rules.getPool() + " exposures every " + rules.getPeriodMinutes()
                        + " minutes; each merchant is guaranteed " + rules.getFloor() + " and gets " + rules.getCap()
                        + " at most"));
        if (!rules.getStageWeights().isEmpty()) {
            lines.add(Words.text(
                    "各阶段权重 " + new java.util.TreeMap<>(rules.getStageWeights()) + "（未列出的为 1）",
                    "weights of stages " + new java.util.TreeMap<>(rules.getStageWeights()) + " (others weigh 1)"));
        }
        double holdout = (rules.getHoldout().getTo() - rules.getHoldout().getFrom()) / HOLDOUT_BUCKETS;
        lines.add(Words.text(
                "场景 " + rules.getSurfaces() + "；排序得分最多乘以 " + Words.number(rules.getMaxMultiplier()) + "；对照组 "
                        + Words.percent(holdout) + " 的请求不加权",
                "surfaces " + rules.getSurfaces() + "; a score is multiplied by "
                        + Words.number(rules.getMaxMultiplier()) + " at most; " + Words.percent(holdout)
                        + " of requests are a holdout without any boost"));
        if (!rules.getWindows().isEmpty()) {
            lines.add(Words.text(
                    "只在 " + rules.getWindows().size() + " 个时段开放。",
                    "It supports only while one of its " + rules.getWindows().size() + " windows is open."));
        }
        lines.addAll(TermLines.of(rules));
        TransitionLines.of(rules, zone).ifPresent(lines::add);
        return lines;
    }
}

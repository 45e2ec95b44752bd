package io.tributary.explain;

import io.tributary.decisions.v1.GrantFigures;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.grant.GrantRule;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How a grant came to its size, number by number. */
final class GrantSection {
    private GrantSection() {}

    /** @param decision a GRANT */
    static Section of(MadeDecision decision, ZoneId zone) {
        GrantFigures figures = decision.getGrant();
        List<LocalizedText> lines = new ArrayList<>();
        long guaranteed = figures.getFloor() + figures.getCoupons();
        double floor = guaranteed * figures.getFloorScale();
        double share = figures.getRate() * figures.getWeight();
        lines.add(Words.text(
                "周期自 " + Words.moment(figures.getPeriodStart(), zone) + "，阶段 " + decision.getStage(),
                "Period from " + Words.moment(figures.getPeriodStart(), zone) + ", stage " + decision.getStage()));
        if (figures.getCoupons() > 0) {
            lines.add(Words.text(
                    "保底 " + figures.getFloor() + " + 流量券 " + figures.getCoupons() + " = " + guaranteed,
                    "floor " + figures.getFloor() + " + coupons " + figures.getCoupons() + " = " + guaranteed));
        }
        lines.add(Words.text(
                "保底 " + guaranteed + " × 保底比例 " + Words.number(figures.getFloorScale()) + " = " + Words.number(floor),
                "floor " + guaranteed + " x floor scale " + Words.number(figures.getFloorScale()) + " = "
                        + Words.number(floor)));
        lines.add(Words.text(
                "分配比率 " + Words.number(figures.getRate()) + " × 权重 " + Words.number(figures.getWeight()) + " = "
                        + Words.number(share),
                "grant rate " + Words.number(figures.getRate()) + " x weight " + Words.number(figures.getWeight())
                        + " = " + Words.number(share)));
        lines.add(Words.text("合计 " + Words.number(floor + share), "together " + Words.number(floor + share)));
        addLimits(figures, lines);
        lines.add(Words.text("按规则（向下取整）" + byRule(figures), "by the rule, rounded down: " + byRule(figures)));
        addBounds(figures, lines);
        lines.add(Words.text(
                "本期额度 " + figures.getGranted() + "（此前 " + figures.getBefore() + "，已用 " + figures.getSpent() + "）",
                "granted: " + figures.getGranted() + " (before: " + figures.getBefore() + ", spent: "
                        + figures.getSpent() + ")"));
        decision.getReasons().forEach(each -> lines.add(Words.text(each.getText())));
        return new Section("grant", Words.text("额度如何算出", "How the grant was computed"), lines);
    }

    private static void addLimits(GrantFigures figures, List<LocalizedText> lines) {
        long cap = figures.getCap() + figures.getCoupons();
        lines.add(Words.text("每位商家上限 " + cap, "at most the cap: " + cap));
        if (figures.getShare() != null) {
            lines.add(Words.text(
                    "其中同一主体各店铺共享上限中的份额 " + figures.getShare(),
                    "which its share of what its owner's shops may get cuts to " + figures.getShare()
                            + (figures.getCoupons() > 0 ? ", and coupons" : "")));
        }
        if (figures.getReachable() != null) {
            lines.add(Words.text(
                    "本期仍可用完的上限 " + figures.getReachable(),
                    "at most what it can still use in this period: " + figures.getReachable()));
        }
        if (figures.getRoom() != null) {
            lines.add(Words.text(
                    "各计划合计上限中其他计划留下的额度 " + figures.getRoom(),
                    "at most what other programmes leave of the limit of all: " + figures.getRoom()));
        }
    }

    private static void addBounds(GrantFigures figures, List<LocalizedText> lines) {
        long least = Math.min(figures.getSpent(), figures.getBefore());
        long given = Math.max(byRule(figures), least);
        if (given > byRule(figures)) {
            lines.add(Words.text("不低于已用曝光 " + least, "not less than what is spent of it: " + least));
        }
        if (figures.getPending() && given > figures.getBefore()) {
            lines.add(Words.text(
                    "新的分配比率生效前不高于此前 " + figures.getBefore(),
                    "until a rate in force covers its terms not more than before: " + figures.getBefore()));
        }
    }

    private static long byRule(GrantFigures figures) {
        long cap = figures.getCap() + figures.getCoupons();
        cap = figures.getReachable() == null ? cap : Math.min(cap, figures.getReachable());
        cap = figures.getRoom() == null ? cap : Math.min(cap, figures.getRoom());
        long floor = figures.getFloor() + figures.getCoupons();
        return GrantRule.grant(figures.getRate(), figures.getFloorScale(), floor, figures.getWeight(), cap);
    }
}

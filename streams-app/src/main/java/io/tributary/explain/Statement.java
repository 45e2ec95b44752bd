package io.tributary.explain;

import io.tributary.common.v1.Surface;
import io.tributary.domain.LocalizedText;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.HardExit;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.topology.rules.RuleRecords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be published of how support changes ranking: the main parameters and why they weigh what they weigh, what paying does, whom it
 * concerns, how to refuse it and how to appeal. Made from the rules in force, as Regulation (EU) 2019/1150 (article 5) and the Chinese
 * provisions on recommendation algorithms (2022, articles 12, 16, 17, 24) ask for.
 */
public final class Statement {
    private final List<Programme> programmes;
    private final Surface surface;
    private final long time;

    /**
     * @param inForce programmes in force
     * @param surface only what concerns this one; null: all
     * @param time for which it is made, epoch milliseconds
     */
    public Statement(Collection<Programme> inForce, Surface surface, long time) {
        this.surface = surface;
        this.time = time;
        this.programmes = inForce.stream()
                .filter(each -> each.getStatus() == ProgrammeStatus.ACTIVE)
                .filter(each -> each.getEndsAt() == null || each.getEndsAt() > time)
                .filter(each -> surface == null || each.getSurfaces().contains(surface))
                .sorted(Comparator.comparing(Programme::getProgrammeId))
                .toList();
    }

    /** @param zone in which the moment is written for which it is made */
    public Page page(ZoneId zone) {
        List<Section> sections = new ArrayList<>();
        sections.add(scope(zone));
        if (!programmes.isEmpty()) {
            sections.add(parameters());
            programmes.forEach(each -> sections.add(programme(each)));
        }
        sections.add(payment());
        sections.add(refusal());
        return new Page(
                Words.text("扶持如何影响排序", "How support changes ranking"),
                surface == null ? "all surfaces" : surface.name(),
                sections);
    }

    private Section scope(ZoneId zone) {
        List<LocalizedText> lines = new ArrayList<>();
        lines.add(Words.text(
                "本说明由 " + Words.moment(time, zone) + " 有效的规则自动生成。",
                "This statement is made from the rules in force at " + Words.moment(time, zone) + "."));
        lines.add(
                surface == null
                        ? Words.text("涉及全部场景。", "It covers all surfaces.")
                        : Words.text("涉及场景 " + surface + "。", "It covers the surface " + surface + "."));
        lines.add(
                programmes.isEmpty()
                        ? Words.text("目前没有扶持计划影响该排序。", "No support programme changes this ranking now.")
                        : Words.text(
                                "共 " + programmes.size() + " 个扶持计划提高符合条件的商家的商品排序；扶持从不降低任何商品自身的得分。",
                                programmes.size()
                                        + " programmes raise items of merchants that fulfil their conditions; support"
                                        + " never lowers the score of any item."));
        return new Section("scope", Words.text("范围", "Scope"), lines);
    }

    private Section parameters() {
        List<LocalizedText> lines = new ArrayList<>();
        lines.add(Words.text(
                "一、是否符合条件：只有符合某个计划全部公开条件的商家得到扶持。",
                "1. Eligibility: only merchants that fulfil all published conditions of a programme are supported."));
        lines.add(
                Words.text(
                        "二、本期额度与进度：落后于额度越多的商家得到的加权越大，因为向每位商家承诺的曝光要按时兑现；额度用完或超前即暂停。",
                        "2. Grant and progress: who is further behind its grant is boosted more, since the exposure promised to each is to"
                                + " be delivered on time; whoever has used up its grant, or is ahead of the plan, is not boosted."));
        lines.add(Words.text(
                "三、保底与权重：先给每位商家保底曝光，其余按阶段权重分配，使开始成交的商家得到更多。",
                "3. Floor and weight: each merchant gets its floor first; the rest is shared by the weights of stages, so that"
                        + " those who begin to sell get more."));
        lines.add(Words.text(
                "四、上限：加权倍数、每位商家的曝光和购物者的相关性损失都有上限，因为推荐首先要对浏览的人有用。",
                "4. Limits: the multiplier, each merchant's exposures and what shoppers lose in relevance are bounded, since"
                        + " recommendations are to serve the people browsing first."));
        lines.add(
                Words.text(
                        "五、对照组：一部分请求从不加权，用来公开衡量扶持的效果。",
                        "5. Holdout: a part of requests is never boosted, so that what support does can be measured and shown."));
        lines.add(
                Words.text(
                        "商品的相关性得分仍是排序的基础，扶持只在其上乘以有限的倍数。",
                        "The relevance score of an item stays the basis of ranking: support only multiplies it within these limits."));
        return new Section(
                "parameters", Words.text("主要参数及其理由", "Main parameters, and why they weigh what they weigh"), lines);
    }

    private static Section programme(Programme rules) {
        List<LocalizedText> lines = new ArrayList<>(RuleSection.lines(rules));
        if (rules.getRelevanceBudget() > 0) {
            lines.add(Words.text(
                    "购物者平均每次曝光的相关性损失最多 " + Words.number(rules.getRelevanceBudget()) + "（" + rules.getRelevanceUnit()
                            + "）",
                    "shoppers lose " + Words.number(rules.getRelevanceBudget()) + " of relevance per exposure at most ("
                            + rules.getRelevanceUnit() + ")"));
        }
        lines.add(
                rules.getEligibility().isEmpty()
                        ? Words.text("条件：所有商家。", "Conditions: none, every merchant.")
                        : Words.text("条件：", "Conditions:"));
        if (rules.getAppeal() != null) {
            lines.add(Words.text(
                    "申诉：" + rules.getAppeal().getChannel() + "，"
                            + rules.getAppeal().getDays() + " 天内答复",
                    "Appeals: " + rules.getAppeal().getChannel() + ", decided within "
                            + rules.getAppeal().getDays() + " days"));
        }
        for (Clause each : rules.getEligibility()) {
            lines.add(Words.text(
                    "- " + each.getReason().getZh(), "- " + each.getReason().getEn()));
        }
        if (!rules.getExits().isEmpty()) {
            lines.add(Words.text("终止扶持的情形：", "What ends support:"));
        }
        rules.getExits().forEach(each -> lines.add(exit(each)));
        return new Section(
                "programme:" + rules.getProgrammeId(),
                Words.text(rules.getName().getZh(), rules.getName().getEn()),
                lines);
    }

    private static LocalizedText exit(HardExit exit) {
        int cure = exit.getCureDays();
        int ban = exit.getBanDays();
        String cureZh = cure == 0 ? "" : "；整改期 " + cure + " 天";
        String cureEn = cure == 0 ? "" : "; days to put it right: " + cure;
        String banZh = ban == 0 ? "" : ban < 0 ? "；永久禁入" : "；禁入 " + ban + " 天";
        String banEn = ban == 0 ? "" : ban < 0 ? "; banned for good" : "; days of ban: " + ban;
        return Words.text(
                "- " + exit.getReason().getZh() + cureZh + banZh,
                "- " + exit.getReason().getEn() + cureEn + banEn);
    }

    private Section payment() {
        List<LocalizedText> lines = new ArrayList<>();
        lines.add(Words.text(
                "付费不会使商家符合条件，也不会提高额度或加权：没有条件要求购买服务。",
                "Paying makes nobody eligible for support and raises no grant and no boost of it: no condition asks for a paid"
                        + " service."));
        List<Programme> paid = programmes.stream()
                .filter(each -> RuleRecords.funding(each.getFunding()).isPaidByMerchants())
                .toList();
        if (!paid.isEmpty()) {
            String zh = String.join(
                    "、", paid.stream().map(each -> each.getName().getZh()).toList());
            String en = String.join(
                    ", ", paid.stream().map(each -> each.getName().getEn()).toList());
            lines.add(Words.text(
                    "例外：" + zh + "。参加的商家为此付费，其商品得到加权并标明为广告；有单独的曝光池，不占用免费扶持。",
                    "Apart from that: " + en
                            + ". Merchants that take part pay for it, and their items are boosted and marked as"
                            + " advertisement. It has a pool of its own, and takes nothing from free support."));
        }
        lines.add(Words.text("单纯降价不会提高加权。", "Cutting prices alone raises no boost."));
        return new Section("payment", Words.text("付费的作用", "What paying does and does not do"), lines);
    }

    private static Section refusal() {
        return new Section(
                "rights",
                Words.text("涉及谁，如何拒绝和申诉", "Whom it concerns, how to refuse and how to appeal"),
                List.of(
                        Words.text(
                                "涉及符合条件的商家，以及商品与其一同排序的其他商家。",
                                "It concerns merchants that fulfil the conditions, and those whose items are ranked beside"
                                        + " theirs."),
                        Words.text(
                                "商家可随时通知平台不参加扶持（资料中的 optOut），在下一个节拍内停止；以后可以重新参加。",
                                "A merchant may decline support at any time by telling the platform (optOut of its profile): it"
                                        + " ends within a beat, and may be taken up again."),
                        Words.text(
                                "每个决定都有编号、理由和事实；对决定有异议的商家可凭编号向平台申诉，并可要求人工处理。",
                                "Each decision has an id, reasons and facts; who disagrees may appeal to the platform by that id,"
                                        + " and may ask for a human.")));
    }
}

package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Figures;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;

/** What it cost: shoppers in relevance, other merchants in places on the page and in sales, and whether quality held. */
final class CostChapter implements ChapterWriter {
    private static final LocalizedText TITLE =
            new LocalizedText("购物者和其他商家付出了什么", "What it cost shoppers and other merchants");

    /** Mean of the periods' last figures, each weighted by its exposures. */
    private static final String LOSS = "select sum(p.relevance_loss * p.treatment_total) as lost,"
            + " sum(p.relevance_budget * p.treatment_total) as budget, sum(p.treatment_total) as exposures"
            + " from programme_metrics_pacing p join (select programme_id, window_start, max(beat) as beat"
            + " from programme_metrics_pacing where programme_id like ? and window_start >= ? and window_start < ?"
            + " group by programme_id, window_start) latest on latest.programme_id = p.programme_id"
            + " and latest.window_start = p.window_start and latest.beat = p.beat";

    /** Rows whose merchant was in no programme: who gets nothing and is moved down. */
    private static final String DISPLACED = "select sum(displaced) as displaced, sum(impressions) as impressions"
            + " from conversion_metrics where window_size = 'DAY' and window_start >= ? and window_start < ? and member_of = ''";

    @Override
    public Chapter write(Evidence evidence) {
        List<Block> blocks = new ArrayList<>();
        List<Figure> figures = new ArrayList<>(figures(evidence));
        UpliftRows uplift = UpliftRows.of(evidence).orElse(null);
        if (uplift != null) {
            figures.addAll(taken(uplift));
        }
        blocks.add(new Figures(figures));
        if (uplift != null) {
            blocks.add(guards(uplift));
        }
        Days days = Days.of(evidence);
        if (!days.isEmpty()) {
            blocks.add(quality(days));
        }
        blocks.add(Note.of(
                "相关性损失以平台随曝光报告的单位计；被下移的位置是所有计划的加权合计造成的。",
                "Relevance is in the unit that the platform reports with impressions; places are those that the boosts of all"
                        + " programmes together took."));
        return new Chapter("cost", TITLE, blocks);
    }

    private static List<Figure> figures(Evidence evidence) {
        Row loss = evidence.tables()
                .first(LOSS, evidence.pattern(), evidence.from(), evidence.to())
                .orElseThrow();
        Row displaced = evidence.tables()
                .first(DISPLACED, evidence.from(), evidence.to())
                .orElseThrow();
        double perExposure = loss.count("exposures") == 0 ? Double.NaN : loss.number("lost") / loss.number("exposures");
        double perImpression = displaced.count("impressions") == 0
                ? Double.NaN
                : displaced.number("displaced") / displaced.number("impressions");
        return List.of(
                figure(
                        "relevanceLoss",
                        "每次曝光的相关性损失",
                        "relevance lost per exposure",
                        Value.decimal(perExposure),
                        Definition.RELEVANCE_LOSS),
                figure(
                        "relevanceOfBudget",
                        "占预算",
                        "of the budget for it",
                        Value.share(loss.number("lost"), loss.has("budget") ? loss.number("budget") : 0),
                        Definition.RELEVANCE_LOSS),
                figure(
                        "displaced",
                        "未参加任何计划的商家被下移的位置",
                        "places that merchants of no programme were moved down",
                        displaced.has("displaced") ? new Value.Count(displaced.count("displaced")) : Value.MISSING,
                        Definition.DISPLACED),
                figure(
                        "displacedPerImpression",
                        "每次展示下移",
                        "places per impression of theirs",
                        Value.decimal(perImpression),
                        Definition.DISPLACED));
    }

    private static Figure figure(String id, String zh, String en, Value value, Definition definition) {
        return new Figure(id, new LocalizedText(zh, en), value, definition);
    }

    /** Net orders of others and of all, in all of the treatment: what support took from them where it is below 0. */
    private static List<Figure> taken(UpliftRows uplift) {
        return guardRows(uplift).stream()
                .filter(row -> "NET_ORDERS".equals(row.text("metric")))
                .map(row -> "OTHERS".equals(row.text("subject"))
                        ? figure(
                                "othersNetOrders",
                                "其他商家净订单的变化，合计",
                                "change in other merchants’ net orders, in all",
                                uplift.brought(row),
                                Definition.GUARDS)
                        : figure(
                                "allNetOrders",
                                "全部商家净订单的变化，合计",
                                "change in all merchants’ net orders, in all",
                                uplift.brought(row),
                                Definition.GUARDS))
                .toList();
    }

    private static List<Row> guardRows(UpliftRows uplift) {
        return uplift.figures().stream()
                .filter(row -> "ALL".equals(row.text("stage")) && !"SUPPORTED".equals(row.text("subject")))
                .toList();
    }

    private static Grid guards(UpliftRows uplift) {
        List<List<Value>> rows = guardRows(uplift).stream()
                .map(row -> List.of(
                        subject(row),
                        UpliftRows.metric(row),
                        uplift.estimate(row, "difference", "low95", "high95"),
                        uplift.relative(row)))
                .toList();
        return new Grid(
                "guards",
                new LocalizedText(
                        "其他商家和全部商家：扶持组减对照组，" + uplift.per().zh(),
                        "Other merchants, and all: treatment less holdout, "
                                + uplift.per().en()),
                List.of(
                        key("subject", "谁", "who"),
                        key("metric", "指标", "figure"),
                        of("difference", "差值（95 % 区间）", "difference (95 %)", Definition.GUARDS),
                        of("relative", "相对对照组", "of the holdout", Definition.GUARDS)),
                rows);
    }

    private static Value subject(Row row) {
        return "OTHERS".equals(row.text("subject"))
                ? Value.words("其他商家", "other merchants")
                : Value.words("全部商家", "all merchants");
    }

    private static Grid quality(Days days) {
        return new Grid(
                "quality",
                new LocalizedText("退款与投诉", "Refunds and complaints"),
                List.of(
                        key("merchants", "符合条件的商家", "eligible merchants"),
                        of("orders", "付款订单", "paid lines", Definition.QUALITY),
                        of("refunds", "退款", "turned back", Definition.QUALITY),
                        of("refundShare", "退款率", "of paid lines", Definition.QUALITY),
                        of("complaints", "投诉", "complaints", Definition.QUALITY)),
                List.of(
                        quality(days, "supported", Value.words("得到扶持", "with support")),
                        quality(days, "other", Value.words("未得到扶持", "without"))));
    }

    private static List<Value> quality(Days days, String whose, Value name) {
        long orders = days.sum(whose + "_orders");
        long refunds = days.sum(whose + "_refunds");
        return List.of(
                name,
                new Value.Count(orders),
                new Value.Count(refunds),
                Value.share(refunds, orders),
                new Value.Count(days.sum(whose + "_complaints")));
    }
}

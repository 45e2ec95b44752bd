package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Chart;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Block.Series;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To whom exposure went: by stage, kind of business, surface and region. Days on which a group is withheld are in no sum, and each row says
 * how many these are.
 */
final class GroupsChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("惠及哪些商家", "To whom it went");
    private static final int MOST_ROWS = 60;
    private static final int MOST_BARS = 12;

    private static final Map<String, LocalizedText> DIMENSIONS = dimensions();

    private static final String GROUPS = "select g.value, count(*) as days,"
            + " sum(case when g.withheld = 'NONE' then 0 else 1 end) as withheld_days, max(g.threshold) as threshold,"
            + " avg(g.merchants) as merchants, sum(g.granted) as granted, sum(a.charged) as charged,"
            + " sum(a.exposures) as exposures, sum(a.orders) as orders, sum(a.refunds) as refunds from group_metrics g"
            + " left join (select programme_id, window_size, window_start, dimension, value, sum(charged) as charged,"
            + " sum(exposures) as exposures, sum(orders) as orders, sum(refunds) as refunds from group_metrics_arms"
            + " group by programme_id, window_size, window_start, dimension, value) a"
            + " using (programme_id, window_size, window_start, dimension, value)"
            + " where g.programme_id = ? and g.window_start >= ? and g.window_start < ? and g.window_size = 'DAY'"
            + " and g.dimension = ? group by g.value"
            + " order by case when sum(a.charged) is null then 1 else 0 end, sum(a.charged) desc, g.value";

    private static Map<String, LocalizedText> dimensions() {
        Map<String, LocalizedText> dimensions = new LinkedHashMap<>();
        dimensions.put("STAGE", new LocalizedText("阶段", "stage"));
        dimensions.put("SIZE_CLASS", new LocalizedText("规模", "size class"));
        dimensions.put("SURFACE", new LocalizedText("场景", "surface"));
        dimensions.put("PROVINCE", new LocalizedText("省级（GB/T 2260）", "province (GB/T 2260)"));
        dimensions.put("PREFECTURE", new LocalizedText("地级（GB/T 2260）", "prefecture (GB/T 2260)"));
        dimensions.put("COUNTY", new LocalizedText("县级（GB/T 2260）", "county (GB/T 2260)"));
        return dimensions;
    }

    @Override
    public Chapter write(Evidence evidence) {
        List<Block> blocks = new ArrayList<>();
        DIMENSIONS.forEach((dimension, name) -> {
            List<Row> rows =
                    evidence.tables().rows(GROUPS, evidence.programme(), evidence.from(), evidence.to(), dimension);
            if (!rows.isEmpty()) {
                blocks.add(grid(dimension, name, rows));
                if (rows.size() > MOST_ROWS) {
                    blocks.add(Note.of(
                            "只列出前 " + MOST_ROWS + " 组，共 " + rows.size() + " 组；全部见 group_metrics 表。",
                            "The first " + MOST_ROWS + " of " + rows.size()
                                    + " groups; all of them are in the table group_metrics."));
                }
            }
            if (dimension.equals("COUNTY")) {
                chart(rows, blocks);
            }
        });
        if (blocks.isEmpty()) {
            blocks.add(Note.of(
                    "这段时间内没有分组数据（group-metrics）；分组在宽限期过后才公布。",
                    "There are no groups of this span (group-metrics); they are published when a day is final."));
        }
        return new Chapter("groups", TITLE, blocks);
    }

    private static Grid grid(String dimension, LocalizedText name, List<Row> rows) {
        return new Grid(
                "by-" + dimension.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                new LocalizedText("按" + name.zh(), "By " + name.en()),
                List.of(
                        key("group", name.zh(), name.en()),
                        of("merchants", "商家（日均）", "merchants, mean of days", Definition.COUNTS),
                        of("granted", "发放", "granted", Definition.DELIVERY),
                        of("charged", "兑现", "delivered", Definition.COUNTS),
                        of("exposures", "全部曝光", "all exposures", Definition.COUNTS),
                        of("netOrders", "净订单", "net orders", Definition.COUNTS),
                        of("netOrdersPerExposure", "净流量转化率", "net orders per exposure", Definition.RATES),
                        of("withheldDays", "不公布的天数", "days withheld", Definition.DISCLOSURE)),
                rows.stream().limit(MOST_ROWS).map(GroupsChapter::row).toList());
    }

    private static List<Value> row(Row row) {
        Value group = row.text("value").isEmpty() ? Value.words("未知", "unknown") : Value.code(row.text("value"));
        Value withheldDays = Value.words(
                row.count("withheld_days") + "/" + row.count("days"),
                row.count("withheld_days") + " of " + row.count("days"));
        if (row.count("withheld_days") == row.count("days")) {
            Value none = withheld(row.count("threshold"));
            return List.of(
                    group,
                    none,
                    Value.MISSING,
                    Value.MISSING,
                    Value.MISSING,
                    Value.MISSING,
                    Value.MISSING,
                    withheldDays);
        }
        long net = row.count("orders") - row.count("refunds");
        return List.of(
                group,
                Value.decimal(row.number("merchants")),
                row.has("granted") ? new Value.Count(row.count("granted")) : Value.MISSING,
                new Value.Count(row.count("charged")),
                new Value.Count(row.count("exposures")),
                new Value.Count(net),
                Value.share(net, row.count("exposures")),
                withheldDays);
    }

    private static Value withheld(long threshold) {
        return new Value.Withheld(new LocalizedText(
                "少于 " + threshold + " 家，或可由相减得出",
                "fewer than " + threshold + " merchants, or could be had by subtraction"));
    }

    private static void chart(List<Row> rows, List<Block> blocks) {
        List<Row> shown = rows.stream()
                .filter(row -> row.has("charged") && !row.text("value").isEmpty())
                .limit(MOST_BARS)
                .toList();
        if (!shown.isEmpty()) {
            blocks.add(new Chart(
                    "by-county-chart",
                    new LocalizedText("兑现最多的县（曝光）", "Counties with the most delivered (exposures)"),
                    false,
                    shown.stream().map(row -> row.text("value")).toList(),
                    List.of(
                            Series.of(
                                    "发放",
                                    "granted",
                                    shown.stream()
                                            .map(row -> row.number("granted"))
                                            .toList()),
                            Series.of(
                                    "兑现",
                                    "delivered",
                                    shown.stream()
                                            .map(row -> row.number("charged"))
                                            .toList()))));
        }
    }
}

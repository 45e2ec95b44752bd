package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.List;

/** Programme by programme: of all of them together there is no coverage and no distribution, since they admit different merchants. */
final class ProgrammesChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("各计划", "Programme by programme");

    private static final String PROGRAMMES = "select programme_id, sum(granted) as granted, sum(spent) as spent,"
            + " avg(eligible) as eligible, avg(supported) as supported, avg(coverage) as coverage, avg(gini) as gini,"
            + " sum(floors_met) as floors_met, sum(floor_merchants) as floor_merchants from programme_days"
            + " where window_start >= ? and window_start < ? group by programme_id order by programme_id";

    @Override
    public Chapter write(Evidence evidence) {
        List<Row> rows = evidence.tables().rows(PROGRAMMES, evidence.from(), evidence.to());
        List<Block> blocks = rows.isEmpty() ? List.of(Days.none()) : List.of(table(rows));
        return new Chapter("programmes", TITLE, blocks);
    }

    private static Grid table(List<Row> rows) {
        return new Grid(
                "programmes",
                new LocalizedText("各日之和或平均", "Sums, or means, of the days"),
                List.of(
                        key("programme", "计划", "programme"),
                        of("granted", "发放", "granted", Definition.DELIVERY),
                        of("spent", "兑现", "delivered", Definition.DELIVERY),
                        of("utilisation", "兑现率", "of granted", Definition.DELIVERY),
                        of("eligible", "符合条件（日均）", "eligible, mean", Definition.UPTAKE),
                        of("supported", "得到扶持（日均）", "supported, mean", Definition.UPTAKE),
                        of("coverage", "覆盖率（日均）", "coverage, mean", Definition.UPTAKE),
                        of("gini", "基尼系数（日均）", "Gini, mean", Definition.FAIRNESS),
                        of("floorAttainment", "保底兑现", "floors met", Definition.DELIVERY)),
                rows.stream().map(ProgrammesChapter::row).toList());
    }

    private static List<Value> row(Row row) {
        return List.of(
                Value.code(row.text("programme_id")),
                new Value.Count(row.count("granted")),
                new Value.Count(row.count("spent")),
                Value.share(row.count("spent"), row.count("granted")),
                Value.decimal(row.number("eligible")),
                Value.decimal(row.number("supported")),
                Value.percent(row.number("coverage")),
                Value.decimal(row.number("gini")),
                Value.share(row.count("floors_met"), row.count("floor_merchants")));
    }
}

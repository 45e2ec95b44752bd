package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.List;

/** Coupons, relief and labels whose time began in the span, with what became of them until now. */
final class BenefitsChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("券、减免和标识", "Coupons, relief and labels");

    private static final String BENEFITS = "select benefit_id, kind, unit, currency, count(*) as given,"
            + " count(distinct merchant_id) as merchants,"
            + " sum(case when used > 0 then 1 else 0 end) as in_use,"
            + " sum(case when status in ('EXPIRED', 'CLAWED_BACK') then 1 else 0 end) as ended,"
            + " sum(quota) as quota, sum(used) as used from benefits"
            + " where programme_id like ? and starts_at >= ? and starts_at < ?"
            + " group by benefit_id, kind, unit, currency order by benefit_id, kind, unit, currency";

    @Override
    public Chapter write(Evidence evidence) {
        List<Row> rows = evidence.tables().rows(BENEFITS, evidence.pattern(), evidence.from(), evidence.to());
        if (rows.isEmpty()) {
            return new Chapter("benefits", TITLE, List.of(Note.of("这段时间内没有发放。", "None was given in this span.")));
        }
        Grid grid = new Grid(
                "benefits",
                new LocalizedText("发放与使用", "Given and used"),
                List.of(
                        key("benefit", "权益", "benefit"),
                        key("kind", "种类", "kind"),
                        key("unit", "单位", "unit"),
                        of("given", "发放份数", "given", Definition.BENEFITS),
                        of("merchants", "商家", "merchants", Definition.BENEFITS),
                        of("inUse", "已开始使用", "used in part or whole", Definition.BENEFITS),
                        of("over", "到期或收回", "expired or taken back", Definition.BENEFITS),
                        of("quota", "额度", "quota", Definition.BENEFITS),
                        of("used", "用量", "used", Definition.BENEFITS),
                        of("usedShare", "使用率", "used of quota", Definition.BENEFITS)),
                rows.stream().map(BenefitsChapter::row).toList());
        return new Chapter("benefits", TITLE, List.of(grid));
    }

    private static List<Value> row(Row row) {
        return List.of(
                Value.code(row.text("benefit_id")),
                Value.code(row.text("kind")),
                Value.code(row.text("unit")),
                new Value.Count(row.count("given")),
                new Value.Count(row.count("merchants")),
                new Value.Count(row.count("in_use")),
                new Value.Count(row.count("ended")),
                amount(row, "quota"),
                amount(row, "used"),
                Value.share(row.count("used"), row.count("quota")));
    }

    private static Value amount(Row row, String column) {
        return row.has("currency")
                ? new Value.Money(row.count(column), row.text("currency"))
                : new Value.Count(row.count(column));
    }
}

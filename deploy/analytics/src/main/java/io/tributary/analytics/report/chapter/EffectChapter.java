package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Chart;
import io.tributary.analytics.report.Block.Figures;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Block.Series;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;

/** What support caused: treatment against holdout, with intervals; nothing is claimed where the experiment does not carry it. */
final class EffectChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("扶持带来了什么", "What support caused");

    @Override
    public Chapter write(Evidence evidence) {
        UpliftRows uplift = UpliftRows.of(evidence).orElse(null);
        if (uplift == null) {
            return new Chapter(
                    "effect",
                    TITLE,
                    List.of(Note.of(
                            "这段时间没有效果估计（uplift）：没有对照组，或尚未计算。与此前时段的对比不能代替，它会把季节当成效果。",
                            "There is no estimate of this span (uplift): nobody is held out, or nothing was counted yet. A comparison"
                                    + " with the time before is no substitute: it takes a season for an effect.")));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(brought(uplift)));
        blocks.add(about(evidence, uplift));
        blocks.add(table(uplift));
        chart(evidence, uplift, blocks);
        if (uplift.withheld() != null) {
            blocks.add(Note.of(
                    "差值不公布：" + uplift.withheld().zh() + "。",
                    "Differences are withheld: " + uplift.withheld().en() + "."));
        }
        return new Chapter("effect", TITLE, blocks);
    }

    /** In all of the treatment, of all stages together. */
    private static List<Figure> brought(UpliftRows uplift) {
        return uplift.figures().stream()
                .filter(row -> "SUPPORTED".equals(row.text("subject")) && "ALL".equals(row.text("stage")))
                .map(row -> new Figure(
                        "brought-" + row.text("metric") + row.text("currency"),
                        brought(UpliftRows.metric(row)),
                        uplift.brought(row),
                        Definition.UPLIFT))
                .toList();
    }

    private static LocalizedText brought(Value metric) {
        LocalizedText name = metric instanceof Value.Words words
                ? words.text()
                : new LocalizedText(metric.toString(), metric.toString());
        return new LocalizedText("共带来的" + name.zh(), name.en() + " brought in all");
    }

    private static Note about(Evidence evidence, UpliftRows uplift) {
        Row latest = uplift.latest();
        String from = evidence.dayLabel(latest.count("window_start"));
        String until = evidence.dayLabel(latest.count("window_end") - 1);
        long version = latest.count("version");
        return Note.of(
                "扶持组与对照组之差，" + uplift.per().zh() + "；规则版本 " + version + "，从 " + from + " 到 " + until + "，"
                        + latest.count("treatment_buckets") + " 桶对 " + latest.count("holdout_buckets")
                        + " 桶。区间看一次时以 95 % 包含真值；“随时”区间不论看多少次。",
                "Treatment less holdout, " + uplift.per().en() + ", under version " + version + " of the rules, from "
                        + from
                        + " to " + until + ": " + latest.count("treatment_buckets") + " buckets against "
                        + latest.count("holdout_buckets")
                        + ". Intervals hold the truth with 95 % where they are looked at once; the one for any time, however often.");
    }

    private static Grid table(UpliftRows uplift) {
        List<List<Value>> rows = uplift.figures().stream()
                .filter(row -> "SUPPORTED".equals(row.text("subject")))
                .map(row -> row(uplift, row))
                .toList();
        return new Grid(
                "uplift",
                new LocalizedText("得到扶持的商家", "Supported merchants"),
                List.of(
                        key("stage", "阶段", "stage"),
                        key("metric", "指标", "figure"),
                        of("difference", "差值（95 % 区间）", "difference (95 %)", Definition.UPLIFT),
                        of("anyTime", "随时区间", "for any time", Definition.UPLIFT),
                        of("relative", "相对对照组", "of the holdout", Definition.UPLIFT),
                        of("adjusted", "用此前时段降噪（CUPED）", "with less noise (CUPED)", Definition.UPLIFT),
                        of("budgetSplit", "按全量折算曝光池", "as if the pool were for all", Definition.UPLIFT)),
                rows);
    }

    private static List<Value> row(UpliftRows uplift, Row row) {
        Value stage = "ALL".equals(row.text("stage")) ? Value.words("全部", "all") : Value.code(row.text("stage"));
        Value anyTime = row.has("always_low95")
                ? uplift.estimate(row, "difference", "always_low95", "always_high95")
                : Value.MISSING;
        return List.of(
                stage,
                UpliftRows.metric(row),
                uplift.estimate(row, "difference", "low95", "high95"),
                anyTime,
                uplift.relative(row),
                row.has("adjusted") ? uplift.estimate(row, "adjusted", "adjusted_low", "adjusted_high") : Value.MISSING,
                row.has("split") ? uplift.estimate(row, "split", "split_low", "split_high") : Value.MISSING);
    }

    private static void chart(Evidence evidence, UpliftRows uplift, List<Block> blocks) {
        List<Row> days = uplift.days("NET_ORDERS").stream()
                .filter(row -> row.has("difference"))
                .toList();
        if (days.size() < 2) {
            return;
        }
        List<Double> values = days.stream().map(row -> row.number("difference")).toList();
        List<Double> widths = days.stream()
                .map(row -> (row.number("high95") - row.number("low95")) / 2)
                .toList();
        blocks.add(new Chart(
                "uplift-by-day",
                new LocalizedText(
                        "每日净订单的差值，" + uplift.per().zh() + "（95 % 区间）",
                        "Difference in net orders by day, " + uplift.per().en() + " (95 %)"),
                false,
                days.stream()
                        .map(row -> evidence.dayLabel(row.count("window_start")))
                        .toList(),
                List.of(new Series(new LocalizedText("差值", "difference"), values, widths))));
    }
}

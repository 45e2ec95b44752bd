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

/** Who could take part, and did: coverage, and how far merchants came from hearing of the programme to using it. */
final class UptakeChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("谁参加了", "Who took part");

    @Override
    public Chapter write(Evidence evidence) {
        Days days = Days.of(evidence);
        if (days.isEmpty()) {
            return new Chapter("uptake", TITLE, List.of(Days.none()));
        }
        Row last = days.last();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(List.of(
                figure("eligible", "符合条件的商家（末日）", "eligible merchants, last day", count(last, "eligible")),
                figure("supported", "得到扶持的商家（末日）", "supported merchants, last day", count(last, "supported")),
                figure("coverage", "覆盖率（各日平均）", "coverage, mean of the days", Value.percent(days.mean("coverage"))))));
        blocks.add(days.chart(
                "coverage-by-day",
                "每日覆盖率：得到扶持的占符合条件的",
                "Coverage by day: supported of eligible merchants",
                days.series("覆盖率", "coverage", "coverage")));
        blocks.add(funnel(last));
        if (last.count("noticed") + last.count("read") == 0) {
            blocks.add(Note.of(
                    "平台没有通过 awareness 主题报告知晓情况，前两步不计。",
                    "The platform reports nothing by the topic awareness: the first two steps are not counted."));
        }
        return new Chapter("uptake", TITLE, blocks);
    }

    private static Grid funnel(Row last) {
        List<List<Value>> rows = List.of(
                List.of(Value.words("注意到", "noticed it"), count(last, "noticed")),
                List.of(Value.words("读过规则", "read its rules"), count(last, "read")),
                List.of(Value.words("申请或获准", "applied, or were admitted"), count(last, "applied")),
                List.of(Value.words("得到过额度", "had a grant"), count(last, "ever_granted")),
                List.of(Value.words("用过额度", "used it"), count(last, "ever_used")));
        return new Grid(
                "funnel",
                new LocalizedText("截至末日走到各步的商家", "Merchants that had come so far by the last day"),
                List.of(key("step", "步骤", "step"), of("merchants", "商家", "merchants", Definition.UPTAKE)),
                rows);
    }

    private static Value count(Row row, String column) {
        return new Value.Count(row.count(column));
    }

    private static Figure figure(String id, String zh, String en, Value value) {
        return new Figure(id, new LocalizedText(zh, en), value, Definition.UPTAKE);
    }
}

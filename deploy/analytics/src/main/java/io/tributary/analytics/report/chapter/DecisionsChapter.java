package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who was let in, refused or left, and for which of the rules' reasons. */
final class DecisionsChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("决定及其理由", "Decisions, and their reasons");
    private static final int MOST_REASONS = 12;

    private static final Map<String, LocalizedText> KINDS = Map.of(
            "ELIGIBLE", new LocalizedText("符合条件", "takes part"),
            "NOT_ELIGIBLE", new LocalizedText("不符合条件", "refused"),
            "EXIT", new LocalizedText("退出", "ended"),
            "STAGE", new LocalizedText("阶段变化", "another stage"),
            "GRANT", new LocalizedText("额度", "grant set"),
            "WITHHELD", new LocalizedText("暂停加权", "boosts stopped"));

    private static final String OF_SPAN = " from decisions d join decisions_decisions m using (merchant_id, beat)";
    private static final String WHERE = " where m.programme_id like ? and d.decided_at >= ? and d.decided_at < ?";

    private static final String BY_KIND =
            "select m.kind, count(*) as decisions, count(distinct d.merchant_id) as merchants" + OF_SPAN + WHERE
                    + " group by m.kind order by m.kind";

    private static final String REASONS = "select m.kind, r.clause, max(r.text_zh) as zh, max(r.text_en) as en,"
            + " count(*) as decisions, count(distinct d.merchant_id) as merchants" + OF_SPAN
            + " join decisions_decisions_reasons r using (merchant_id, beat, decisions_place)" + WHERE
            + " and m.kind in ('NOT_ELIGIBLE', 'EXIT', 'WITHHELD')"
            + " group by m.kind, r.clause order by merchants desc, m.kind, r.clause limit " + MOST_REASONS;

    @Override
    public Chapter write(Evidence evidence) {
        Object[] span = {evidence.pattern(), evidence.from(), evidence.to()};
        List<Row> kinds = evidence.tables().rows(BY_KIND, span);
        if (kinds.isEmpty()) {
            return new Chapter(
                    "decisions", TITLE, List.of(Note.of("这段时间内没有作出新的决定。", "Nothing new was decided in this span.")));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Grid(
                "by-kind",
                new LocalizedText("按种类", "By kind"),
                List.of(
                        key("kind", "种类", "kind"),
                        of("decisions", "决定", "decisions", Definition.DECISIONS),
                        of("merchants", "商家", "merchants", Definition.DECISIONS)),
                kinds.stream()
                        .map(row -> List.of(kind(row), count(row, "decisions"), count(row, "merchants")))
                        .toList()));
        List<Row> reasons = evidence.tables().rows(REASONS, span);
        if (!reasons.isEmpty()) {
            blocks.add(reasons(reasons));
        }
        return new Chapter("decisions", TITLE, blocks);
    }

    private static Grid reasons(List<Row> reasons) {
        return new Grid(
                "reasons",
                new LocalizedText("拒绝、退出和暂停的理由（最多的在前）", "Reasons of refusals, exits and stops, the commonest first"),
                List.of(
                        key("kind", "种类", "kind"),
                        key("clause", "条款", "clause"),
                        key("reason", "理由", "reason"),
                        of("decisions", "决定", "decisions", Definition.DECISIONS),
                        of("merchants", "商家", "merchants", Definition.DECISIONS)),
                reasons.stream()
                        .map(row -> List.of(
                                kind(row),
                                Value.code(row.text("clause")),
                                Value.words(row.text("zh"), row.text("en")),
                                count(row, "decisions"),
                                count(row, "merchants")))
                        .toList());
    }

    private static Value kind(Row row) {
        LocalizedText name = KINDS.get(row.text("kind"));
        return name == null ? Value.code(row.text("kind")) : new Value.Words(name);
    }

    private static Value count(Row row, String column) {
        return new Value.Count(row.count(column));
    }
}

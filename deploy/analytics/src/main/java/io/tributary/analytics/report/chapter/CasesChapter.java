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
import java.util.function.Predicate;

/**
 * Appeals and complaints that were opened in the span, with what became of them until now. An appeal is of the programme whose decision it
 * is about; a complaint, which is about none, of every programme that the merchant had a grant of.
 */
final class CasesChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("申诉与投诉", "Appeals and complaints");
    private static final double MILLIS_PER_DAY = 86_400_000;

    private static final String CASES = "select o.kind, o.time as opened, c.time as closed, c.outcome, c.decided_by,"
            + " c.exposures, case when h.case_id is null then 0 else 1 end as human from feedback o"
            + " left join feedback h on h.merchant_id = o.merchant_id and h.case_id = o.case_id and h.action = 'HUMAN_REQUESTED'"
            + " left join feedback c on c.merchant_id = o.merchant_id and c.case_id = o.case_id and c.action = 'CLOSED'"
            + " where o.action = 'OPENED' and o.time >= ? and o.time < ? and ("
            + " o.decision_id in (select decision_id from decisions_decisions where programme_id like ?)"
            + " or o.decision_id is null and o.kind = 'COMPLAINT' and o.merchant_id in"
            + " (select merchant_id from ledger where programme_id like ? and granted > 0))";

    private static final String LATEST = "select max(time) as latest from programme_metrics";

    @Override
    public Chapter write(Evidence evidence) {
        List<Row> cases =
                evidence.tables().rows(CASES, evidence.from(), evidence.to(), evidence.pattern(), evidence.pattern());
        if (cases.isEmpty()) {
            return new Chapter(
                    "cases",
                    TITLE,
                    List.of(Note.of("这段时间内没有申诉和投诉。", "No appeal and no complaint was opened in this span.")));
        }
        long now = evidence.tables().first(LATEST).orElseThrow().count("latest");
        return new Chapter(
                "cases",
                TITLE,
                List.of(
                        table(evidence, cases, now),
                        Note.of(
                                "按决定编号提出的申诉应在 " + evidence.subject().appealDays() + " 天内答复；要求人工的只能由人关闭。",
                                "An appeal is to be answered within "
                                        + evidence.subject().appealDays()
                                        + " days; where a human was asked for, only a human closes it.")));
    }

    private static Grid table(Evidence evidence, List<Row> cases, long now) {
        return new Grid(
                "cases",
                new LocalizedText("案件", "Cases"),
                List.of(
                        key("kind", "种类", "kind"),
                        of("opened", "提出", "opened", Definition.CASES),
                        of("closed", "办结", "closed", Definition.CASES),
                        of("upheld", "支持", "upheld", Definition.CASES),
                        of("dismissed", "驳回", "dismissed", Definition.CASES),
                        of("human", "要求人工", "human asked for", Definition.CASES),
                        of("overdue", "超期", "late or overdue", Definition.CASES),
                        of("days", "办结天数（平均）", "days to answer, mean", Definition.CASES),
                        of("credited", "判给的曝光", "exposures awarded", Definition.CASES)),
                List.of(
                        row(evidence, cases, now, "APPEAL", Value.words("申诉", "appeals")),
                        row(evidence, cases, now, "COMPLAINT", Value.words("投诉", "complaints"))));
    }

    private static List<Value> row(Evidence evidence, List<Row> all, long now, String kind, Value name) {
        List<Row> cases =
                all.stream().filter(each -> kind.equals(each.text("kind"))).toList();
        double limit = evidence.subject().appealDays() * MILLIS_PER_DAY;
        double mean = cases.stream()
                .filter(each -> each.has("closed"))
                .mapToDouble(each -> (each.count("closed") - each.count("opened")) / MILLIS_PER_DAY)
                .average()
                .orElse(Double.NaN);
        return List.of(
                name,
                count(cases, each -> true),
                count(cases, each -> each.has("closed")),
                count(cases, each -> "UPHELD".equals(each.text("outcome"))),
                count(cases, each -> "DISMISSED".equals(each.text("outcome"))),
                count(cases, each -> each.count("human") == 1),
                count(cases, each -> end(each, now) - each.count("opened") > limit),
                Value.decimal(mean),
                new Value.Count(cases.stream()
                        .mapToLong(each -> each.count("exposures"))
                        .sum()));
    }

    private static long end(Row row, long now) {
        return row.has("closed") ? row.count("closed") : now;
    }

    private static Value count(List<Row> cases, Predicate<Row> which) {
        return new Value.Count(cases.stream().filter(which).count());
    }
}

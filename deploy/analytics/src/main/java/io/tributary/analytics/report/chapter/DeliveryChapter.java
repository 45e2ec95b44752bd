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
import java.util.function.ToLongFunction;

/** What was promised, and delivered: period by period, by the ledger. */
final class DeliveryChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("承诺与兑现", "What was promised, and delivered");

    /** Where each account stood last: a release closes it and leaves the grant as it was. */
    private static final String ACCOUNTS = "with accounts as (select l.merchant_id, l.period_start, l.granted, l.spent"
            + " from ledger l join (select merchant_id, programme_id, period_start, max(sequence) as sequence from ledger"
            + " where programme_id like ? and period_start >= ? and period_start < ? and kind <> 'RELEASE'"
            + " group by merchant_id, programme_id, period_start) latest"
            + " on latest.merchant_id = l.merchant_id and latest.sequence = l.sequence where l.granted > 0)";

    private static final String PERIODS = ACCOUNTS
            + " select period_start, count(distinct merchant_id) as members, sum(granted) as granted, sum(spent) as spent,"
            + " percentile_cont(0.5) within group (order by abs(spent - granted) * 1.0 / granted) as error_median,"
            + " percentile_cont(0.95) within group (order by abs(spent - granted) * 1.0 / granted) as error_p95,"
            + " percentile_cont(0.99) within group (order by case when spent > granted then (spent - granted) * 1.0 / granted"
            + " else 0.0 end) as over_p99 from accounts group by period_start order by period_start";

    /** The last that the pool said of each period. */
    private static final String POOLS = "select p.window_start, sum(p.pool) as pool,"
            + " max(case when p.oversubscribed then 1 else 0 end) as oversubscribed from programme_metrics_pacing p"
            + " join (select programme_id, window_start, max(beat) as beat from programme_metrics_pacing"
            + " where programme_id like ? and window_start >= ? and window_start < ? group by programme_id, window_start) latest"
            + " on latest.programme_id = p.programme_id and latest.window_start = p.window_start and latest.beat = p.beat"
            + " group by p.window_start";

    private static final String MERCHANTS = "select count(distinct merchant_id) as members from ledger"
            + " where programme_id like ? and period_start >= ? and period_start < ? and granted > 0";

    private static final String CREDITS = "select sum(exposures) as credited from ledger where programme_id like ?"
            + " and kind = 'CREDIT' and time >= ? and time < ?";

    /** A period. */
    private record Period(Row row, Row pool) {
        long start() {
            return row.count("period_start");
        }

        /** What is not known of the pool counts as what was granted of it. */
        long promised() {
            return pool == null ? row.count("granted") : pool.count("pool");
        }
    }

    @Override
    public Chapter write(Evidence evidence) {
        List<Period> periods = periods(evidence);
        if (periods.isEmpty()) {
            return new Chapter("delivery", TITLE, List.of(nothing(evidence)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(totals(evidence, periods)));
        blocks.add(chart(evidence, periods));
        blocks.add(table(evidence, periods));
        long oversubscribed = periods.stream()
                .filter(each -> each.pool() != null && each.pool().count("oversubscribed") > 0)
                .count();
        if (oversubscribed > 0) {
            blocks.add(Note.of(
                    "其中 " + oversubscribed + " 个周期的保底之和超过曝光池，保底已按比例缩减。",
                    "In " + oversubscribed + " of these periods the floors exceeded the pool, and were scaled down."));
        }
        return new Chapter("delivery", TITLE, blocks);
    }

    private static List<Period> periods(Evidence evidence) {
        List<Row> pools = evidence.tables().rows(POOLS, evidence.pattern(), evidence.from(), evidence.to());
        return evidence.tables().rows(PERIODS, evidence.pattern(), evidence.from(), evidence.to()).stream()
                .map(row -> new Period(row, pool(pools, row.count("period_start"))))
                .toList();
    }

    private static Row pool(List<Row> pools, long start) {
        return pools.stream()
                .filter(each -> each.count("window_start") == start)
                .findFirst()
                .orElse(null);
    }

    private static Note nothing(Evidence evidence) {
        Row kept = evidence.tables()
                .first(
                        "select min(period_start) as first_start, max(period_start) as last_start from ledger"
                                + " where programme_id like ?",
                        evidence.pattern())
                .orElseThrow();
        if (!kept.has("first_start")) {
            return Note.of("账本中没有该计划的任何额度。", "The ledger has no grant of this programme at all.");
        }
        String first = evidence.dayLabel(kept.count("first_start"));
        String last = evidence.dayLabel(kept.count("last_start"));
        return Note.of(
                "这段时间内没有发放额度；账本中的周期从 " + first + " 到 " + last + "。",
                "Nothing was granted in this span; the ledger has periods from " + first + " to " + last + ".");
    }

    private static List<Figure> totals(Evidence evidence, List<Period> periods) {
        long promised = sum(periods, Period::promised);
        long granted = sum(periods, each -> each.row().count("granted"));
        long spent = sum(periods, each -> each.row().count("spent"));
        Object[] span = {evidence.pattern(), evidence.from(), evidence.to()};
        long members = evidence.tables().first(MERCHANTS, span).orElseThrow().count("members");
        long credited = evidence.tables().first(CREDITS, span).orElseThrow().count("credited");
        return List.of(
                figure("pool", "承诺的曝光（曝光池）", "exposures promised (pool)", promised, Definition.PROMISED),
                figure("granted", "发放的额度", "exposures granted", granted, Definition.DELIVERY),
                figure("spent", "兑现的曝光", "exposures delivered", spent, Definition.DELIVERY),
                new Figure(
                        "utilisation",
                        new LocalizedText("兑现占发放额度", "delivered of what was granted"),
                        Value.share(spent, granted),
                        Definition.DELIVERY),
                figure("merchants", "得到额度的商家", "merchants with a grant", members, Definition.DELIVERY),
                figure("credited", "退还的曝光（申诉、无效流量）", "exposures credited back", credited, Definition.CREDITS));
    }

    private static long sum(List<Period> periods, ToLongFunction<Period> figure) {
        return periods.stream().mapToLong(figure).sum();
    }

    private static Figure figure(String id, String zh, String en, long number, Definition definition) {
        return new Figure(id, new LocalizedText(zh, en), new Value.Count(number), definition);
    }

    private static Chart chart(Evidence evidence, List<Period> periods) {
        return new Chart(
                "delivery-by-period",
                new LocalizedText("每个周期发放和兑现的曝光", "Exposures granted and delivered, by period"),
                false,
                periods.stream().map(each -> evidence.dayLabel(each.start())).toList(),
                List.of(
                        Series.of("发放", "granted", values(periods, "granted")),
                        Series.of("兑现", "delivered", values(periods, "spent"))));
    }

    private static List<Double> values(List<Period> periods, String column) {
        return periods.stream().map(each -> each.row().number(column)).toList();
    }

    private static Grid table(Evidence evidence, List<Period> periods) {
        return new Grid(
                "periods",
                new LocalizedText("按周期", "By period"),
                List.of(
                        key("period", "周期", "period"),
                        of("merchants", "商家", "merchants", Definition.DELIVERY),
                        of("pool", "曝光池", "pool", Definition.PROMISED),
                        of("granted", "发放", "granted", Definition.DELIVERY),
                        of("spent", "兑现", "delivered", Definition.DELIVERY),
                        of("utilisation", "兑现率", "of granted", Definition.DELIVERY),
                        of("errorMedian", "偏差中位数", "error, median", Definition.DELIVERY),
                        of("errorP95", "偏差 95 分位", "error, p95", Definition.DELIVERY),
                        of("overP99", "超额 99 分位", "over, p99", Definition.DELIVERY)),
                periods.stream().map(each -> row(evidence, each)).toList());
    }

    private static List<Value> row(Evidence evidence, Period period) {
        Row row = period.row();
        return List.of(
                new Value.Day(period.start(), evidence.span().zone()),
                new Value.Count(row.count("members")),
                new Value.Count(period.promised()),
                new Value.Count(row.count("granted")),
                new Value.Count(row.count("spent")),
                Value.share(row.count("spent"), row.count("granted")),
                Value.percent(row.number("error_median")),
                Value.percent(row.number("error_p95")),
                Value.percent(row.number("over_p99")));
    }
}

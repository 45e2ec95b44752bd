package io.tributary.analytics.report.chapter;

import io.tributary.analytics.report.Block.Chart;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Block.Series;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.List;

/** The days of a programme in the span, as the topic programme-days has them. */
final class Days {
    private static final String DAYS =
            "select * from programme_days where programme_id = ? and window_start >= ? and window_start < ? order by window_start";

    private final Evidence evidence;
    private final List<Row> rows;

    private Days(Evidence evidence, List<Row> rows) {
        this.evidence = evidence;
        this.rows = rows;
    }

    static Days of(Evidence evidence) {
        return new Days(evidence, evidence.tables().rows(DAYS, evidence.programme(), evidence.from(), evidence.to()));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    Row last() {
        return rows.get(rows.size() - 1);
    }

    long sum(String column) {
        return rows.stream().mapToLong(row -> row.count(column)).sum();
    }

    /** Mean over the days that have it; NaN where none has. */
    double mean(String column) {
        return rows.stream()
                .filter(row -> row.has(column))
                .mapToDouble(row -> row.number(column))
                .average()
                .orElse(Double.NaN);
    }

    /** Shares by day. */
    Chart chart(String id, String zh, String en, Series... series) {
        List<String> labels = rows.stream()
                .map(row -> evidence.dayLabel(row.count("window_start")))
                .toList();
        return new Chart(id, new LocalizedText(zh, en), true, labels, List.of(series));
    }

    Series series(String zh, String en, String column) {
        return Series.of(zh, en, rows.stream().map(row -> row.number(column)).toList());
    }

    static Note none() {
        return Note.of(
                "这段时间内没有该计划的日数据（programme-days）。", "There is no day of this programme in this span (programme-days).");
    }

    boolean isWithheld() {
        return rows.stream().anyMatch(row -> row.truth("withheld"));
    }

    Note withheld() {
        return Note.of(
                "部分日期的商家少于 " + last().count("threshold") + " 家，取决于个别商家的数字不公布。",
                "On some days there were fewer than " + last().count("threshold")
                        + " merchants: figures that depend on single ones are withheld.");
    }
}

package io.tributary.analytics.report.chapter;

import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Estimates of what support caused, as the topic uplift has them. */
final class UpliftRows {
    /** One denominator for all tables: the first of these that there is. */
    private static final List<String> DENOMINATORS = List.of("BUCKET_DAY", "PAGES", "TRAFFIC");

    private static final String SAME = " using (programme_id, version, stage, window_value, window_start)";

    /** The version in force last within the span. */
    private static final String LATEST = "select * from uplift where programme_id = ? and stage = 'ALL'"
            + " and window_value = 'TO_DATE' and window_start < ? and window_end > ? order by version desc, window_end desc, window_start desc limit 1";

    private static final String FIGURES = "select u.stage, f.*, b.difference as split, b.low95 as split_low,"
            + " b.high95 as split_high, a.difference as adjusted, a.low95 as adjusted_low, a.high95 as adjusted_high"
            + " from uplift u join uplift_figures f" + SAME
            + " left join uplift_figures_adjusted a using (programme_id, version, stage, window_value, window_start, figures_place)"
            + " left join uplift_figures_budget_split b using (programme_id, version, stage, window_value, window_start, figures_place)"
            + " where u.programme_id = ? and u.version = ? and u.window_value = 'TO_DATE' and u.window_start = ?"
            + " and f.denominator = ? order by u.stage, f.figures_place";

    private static final String BY_DAY = "select u.window_start, f.difference, f.low95, f.high95, f.holdout,"
            + " f.holdout_denominator from uplift u join uplift_figures f" + SAME
            + " where u.programme_id = ? and u.stage = 'ALL' and u.window_value = 'DAY' and u.window_start >= ?"
            + " and u.window_start < ? and f.subject = 'SUPPORTED' and f.metric = ? and f.denominator = ?"
            + " order by u.window_start, u.version";

    static final Map<String, LocalizedText> METRICS = Map.of(
            "EXPOSURES", new LocalizedText("曝光", "exposures"),
            "NET_ORDERS", new LocalizedText("净订单", "net orders"),
            "UNITS", new LocalizedText("件数（含退货）", "units paid"),
            "NET_SALES", new LocalizedText("净成交额", "net sales"));

    static final Map<String, LocalizedText> REASONS = Map.of(
            "NO_HOLDOUT", new LocalizedText("规则没有对照组", "the rules hold nobody out"),
            "TOO_FEW_BUCKETS", new LocalizedText("某一组的桶太少", "an arm has too few buckets"),
            "NO_TRAFFIC", new LocalizedText("某一组没有流量", "an arm had no traffic"),
            "SAMPLE_RATIO", new LocalizedText("两组所得流量与设定不符", "the arms did not get the traffic that they were to get"));

    private final Evidence evidence;
    private final Row latest;
    private final String denominator;

    private UpliftRows(Evidence evidence, Row latest, String denominator) {
        this.evidence = evidence;
        this.latest = latest;
        this.denominator = denominator;
    }

    /** The estimates of a span; empty when there are none. */
    static Optional<UpliftRows> of(Evidence evidence) {
        return evidence.tables()
                .first(LATEST, evidence.programme(), evidence.to(), evidence.from())
                .map(latest -> new UpliftRows(evidence, latest, denominator(evidence, latest)));
    }

    private static String denominator(Evidence evidence, Row latest) {
        return DENOMINATORS.stream()
                .filter(each -> !figures(evidence, latest, each).isEmpty())
                .findFirst()
                .orElse(DENOMINATORS.get(0));
    }

    private static List<Row> figures(Evidence evidence, Row latest, String denominator) {
        return evidence.tables()
                .rows(
                        FIGURES,
                        evidence.programme(),
                        latest.count("version"),
                        latest.count("window_start"),
                        denominator);
    }

    /** The estimate to date of all stages together. */
    Row latest() {
        return latest;
    }

    /** What figures are compared per. */
    LocalizedText per() {
        return switch (denominator) {
            case "PAGES" -> new LocalizedText("每千页", "per 1,000 pages");
            case "TRAFFIC" -> new LocalizedText("每千次全站曝光", "per 1,000 exposures of all merchants");
            default -> new LocalizedText("每桶每日", "per bucket and day");
        };
    }

    /** Figures to date of all stages, and of all together. */
    List<Row> figures() {
        return figures(evidence, latest, denominator);
    }

    /** Days of the span: difference of a metric of supported merchants. */
    List<Row> days(String metric) {
        return evidence.tables()
                .rows(BY_DAY, evidence.programme(), evidence.from(), evidence.to(), metric, denominator);
    }

    /** Why differences are withheld; null when they are not. */
    LocalizedText withheld() {
        String reason = latest.text("withheld");
        return reason == null
                ? null
                : REASONS.getOrDefault(reason, new LocalizedText("原因：" + reason, "reason: " + reason));
    }

    /** An estimate with its interval, of columns of a row; withheld with the reason where there is none. */
    Value estimate(Row row, String number, String low, String high) {
        if (!row.has(number)) {
            LocalizedText reason = withheld();
            return reason == null ? Value.MISSING : new Value.Withheld(reason);
        }
        double unit = unit(row);
        return new Value.Estimate(row.number(number) / unit, row.number(low) / unit, row.number(high) / unit, false);
    }

    /** What it comes to in all of the treatment, with the interval. */
    Value brought(Row row) {
        if (!row.has("difference")) {
            return estimate(row, "difference", "low95", "high95");
        }
        double times = row.number("treatment_denominator") / unit(row);
        return new Value.Estimate(
                times * row.number("difference"), times * row.number("low95"), times * row.number("high95"), false);
    }

    /** Money is counted in minor units and told in whole ones. */
    private static double unit(Row row) {
        String currency = row.text("currency");
        return currency == null || currency.isEmpty() ? 1 : Math.pow(10, Value.Money.digits(currency));
    }

    /** How much more there was in treatment, as a part of the holdout. */
    Value relative(Row row) {
        return row.has("ratio")
                ? new Value.Estimate(
                        row.number("ratio") - 1, row.number("ratio_low95") - 1, row.number("ratio_high95") - 1, true)
                : Value.MISSING;
    }

    /** What is compared, with the currency of money. */
    static Value metric(Row row) {
        LocalizedText name = METRICS.get(row.text("metric"));
        if (name == null) {
            return Value.code(row.text("metric"));
        }
        String currency = row.text("currency");
        return currency == null || currency.isEmpty()
                ? new Value.Words(name)
                : Value.words(name.zh() + "（" + currency + "）", name.en() + " (" + currency + ")");
    }
}

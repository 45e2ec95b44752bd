package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Holds rows of metrics against the oracle. */
final class RowVerdict {
    private final Audit audit;
    private final Oracle oracle;

    RowVerdict(Audit audit, Oracle oracle) {
        this.audit = audit;
        this.oracle = oracle;
    }

    /**
     * Every row of these minutes has become final and says what the oracle says. A minute in which the merchant's stage changed has rows
     * for each: the oracle does not know stages and has their sum.
     */
    void checkMinutes(long from, long until) {
        Map<String, Integer> revisions = new HashMap<>();
        Map<String, ConversionMetric> last = new TreeMap<>();
        for (TopicLog.Entry<ConversionMetric> entry : audit.metrics()) {
            ConversionMetric metric = entry.value();
            if (metric.getWindowSize() == WindowSize.MINUTE) {
                String key = key(metric) + " " + metric.getMemberships();
                assertThat(metric.getRevision())
                        .as("revision of %s", metric)
                        .isEqualTo(revisions.merge(key, 1, Integer::sum));
                assertThat(metric.getProgrammes())
                        .as("programmes in %s", metric)
                        .containsExactlyInAnyOrderElementsOf(oracle.programmes(metric.getMerchantId()));
                if (metric.getWindowStart() >= from && metric.getWindowStart() < until) {
                    last.put(key, metric);
                }
            }
        }
        Map<String, MinuteRow> rows = new TreeMap<>();
        for (ConversionMetric metric : last.values()) {
            assertThat(metric.getStatus()).as("%s", metric).isEqualTo(WindowStatus.FINAL);
            rows.merge(key(metric), MinuteRow.of(metric), MinuteRow::plus);
        }
        Map<String, String> published = new TreeMap<>();
        rows.forEach((key, row) -> published.put(key, row.toString()));
        Map<String, String> expected = new TreeMap<>();
        oracle.minutes().forEach((key, row) -> {
            if (row.start >= from && row.start < until) {
                expected.put(key, row.toString());
            }
        });
        assertThat(expected).as("minutes to compare").isNotEmpty();
        assertThat(published).as("final rows of minutes").isEqualTo(expected);
    }

    /** The last rows of all days, settled, add up to what the oracle says of each surface and arm. */
    void checkDays() {
        Map<String, ConversionMetric> last = new TreeMap<>();
        for (TopicLog.Entry<ConversionMetric> entry : audit.metrics()) {
            if (entry.value().getWindowSize() == WindowSize.DAY) {
                last.put(key(entry.value()) + " " + entry.value().getMemberships(), entry.value());
            }
        }
        Map<String, MinuteRow> sums = new TreeMap<>();
        for (ConversionMetric day : last.values()) {
            assertThat(day.getStatus()).as("%s", day).isIn(WindowStatus.FINAL, WindowStatus.RESTATED);
            String key = MinuteRow.key(day.getMerchantId(), 0, day.getSurface(), day.getArm());
            sums.merge(key, MinuteRow.of(day), MinuteRow::plus);
        }
        assertThat(texts(sums)).as("days").isNotEmpty().isEqualTo(texts(oracle.totals()));
    }

    private static Map<String, String> texts(Map<String, MinuteRow> rows) {
        Map<String, String> texts = new TreeMap<>();
        rows.forEach((key, row) -> texts.put(key, row.toString()));
        return texts;
    }

    private static String key(ConversionMetric metric) {
        return MinuteRow.key(metric.getMerchantId(), metric.getWindowStart(), metric.getSurface(), metric.getArm());
    }
}

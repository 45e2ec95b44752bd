package io.tributary.domain.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.metric.Labels;

/**
 * How a merchant stood in a programme in one of its periods: what its metric rows do not say.
 *
 * @param version of the rules
 * @param floor exposures that were guaranteed
 * @param granted exposures
 * @param spent exposures charged so far, less what was credited
 * @param labels as of the period's end
 */
public record PeriodStanding(
        String programmeId, int version, Stage stage, Span span, long floor, long granted, long spent, Labels labels) {

    /**
     * A period and the day of metrics in which it begins, epoch milliseconds, ends exclusive.
     */
    public record Span(long periodStart, long periodEnd, long dayStart, long dayEnd) {}
}

package io.tributary.analytics.report;

import java.util.List;

/**
 * The evaluation of a programme over a span of time.
 *
 * @param dataUntil service time of the last figures that are known of the programme, epoch milliseconds; 0: of none
 */
public record Report(Subject subject, Span span, long dataUntil, List<Chapter> chapters) {
    public Report {
        chapters = List.copyOf(chapters);
    }
}

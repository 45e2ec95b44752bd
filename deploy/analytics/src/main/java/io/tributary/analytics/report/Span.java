package io.tributary.analytics.report;

import java.time.ZoneId;

/**
 * A span of time.
 *
 * @param from epoch milliseconds, inclusive
 * @param to exclusive
 * @param zone in which its days begin
 */
public record Span(long from, long to, ZoneId zone) {
    public Span {
        if (from >= to) {
            throw new IllegalArgumentException("--from must be before --to");
        }
    }
}

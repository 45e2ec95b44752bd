package io.tributary.domain.merchant;

import java.time.ZoneId;

/**
 * How merchant tasks work. Times are milliseconds.
 *
 * @param directives how long they hold
 * @param windows of metrics, and how long they can be corrected
 * @param memory of what came once, so that it counts once
 * @param futureMillis an event later than what is known of the time by more than this is refused as wrongly dated
 * @param eventClock whether beats follow the times of events, as in a replay, and the wall clock tells nothing
 */
public record MerchantPolicy(
        Directives directives, Windows windows, Memory memory, long futureMillis, boolean eventClock) {

    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    /** A payment is at most a day, which may have 25 hours, before the end of its day; some hours more for statuses under way. */
    private static final long BEYOND_HORIZON = 2 * DAY;
    /** The correction horizon unless it is set, milliseconds. */
    public static final long RESTATE_MILLIS = 30 * DAY;
    /** How long an order line is remembered unless the correction horizon is set, milliseconds. */
    public static final long ORDER_SPAN_MILLIS = RESTATE_MILLIS + BEYOND_HORIZON;
    /** How long the id of an impression is remembered, milliseconds. */
    public static final long IMPRESSION_SPAN_MILLIS = 10 * MINUTE;

    private static final int MOST_IMPRESSION_IDS = 32 * 1024 * 1024;

    /**
     * How long directives hold.
     *
     * @param lifeMillis a directive expires after this; refreshed at half of it, or up to the spread before; at least 1,000
     * @param spreadMillis directives of many merchants that are to be refreshed at once are spread over this time, each merchant at a
     *     moment of its own; 0 to 60,000
     * @param serveSlackMillis an item may be rendered this long after its directive expired: its page was ranked before
     */
    public record Directives(long lifeMillis, long spreadMillis, long serveSlackMillis) {
        public Directives {
            require(lifeMillis >= 1000, "directive life", lifeMillis);
            require(spreadMillis >= 0 && spreadMillis <= MINUTE, "spread", spreadMillis);
            require(serveSlackMillis >= 0, "serve slack", serveSlackMillis);
        }
    }

    /**
     * Windows of metrics.
     *
     * @param graceMillis they are final this long after their end; not negative
     * @param spreadMillis rows of a window that ended come up to this much later, each merchant's at a moment of its own; 0 to 60,000
     * @param zone in which metric days begin
     * @param restateMillis the correction horizon: hours and days can be restated this long after the end of their day, at least graceMillis
     */
    public record Windows(long graceMillis, long spreadMillis, ZoneId zone, long restateMillis) {
        public Windows {
            require(graceMillis >= 0, "grace", graceMillis);
            require(spreadMillis >= 0 && spreadMillis <= MINUTE, "spread of rows", spreadMillis);
            require(restateMillis >= graceMillis, "restatement time", restateMillis);
        }
    }

    /**
     * What is remembered of what came once.
     *
     * @param impressionSpanMillis a repeated impression id within this span counts once
     * @param mostImpressionIds impression ids that a task holds at most, 1 to {@link SeenImpressions#MOST}: those of the span
     *     at 27 bytes each, but as long as no beat comes nothing is older than the span; beyond it the oldest are forgotten
     * @param orderSpanMillis an order line is remembered this long after its last new status; longer than the correction horizon, or a
     *     refund would not find its payment
     */
    public record Memory(long impressionSpanMillis, int mostImpressionIds, long orderSpanMillis) {
        public Memory {
            require(impressionSpanMillis >= 0, "impression span", impressionSpanMillis);
            if (mostImpressionIds < 1 || mostImpressionIds > SeenImpressions.MOST) {
                throw new IllegalArgumentException("most impression ids: " + mostImpressionIds + " is out of range");
            }
            require(orderSpanMillis >= 0, "order span", orderSpanMillis);
        }
    }

    public MerchantPolicy {
        require(futureMillis >= 0, "future limit", futureMillis);
    }

    /**
     * The design's values, with one spread for directives and rows: impressions 10 minutes, but at most 32 Mi of them (0.9 GB), order lines
     * 32 days, hours and days restated for 30 days.
     */
    public static MerchantPolicy of(long directiveLifeMillis, long graceMillis, long spreadMillis, ZoneId metricZone) {
        long horizon = Math.max(RESTATE_MILLIS, graceMillis);
        return new MerchantPolicy(
                new Directives(directiveLifeMillis, spreadMillis, MINUTE),
                new Windows(graceMillis, spreadMillis, metricZone, horizon),
                new Memory(IMPRESSION_SPAN_MILLIS, MOST_IMPRESSION_IDS, horizon + BEYOND_HORIZON),
                2 * DAY,
                false);
    }

    /** The same with another correction horizon; order lines are remembered for two days more. */
    public MerchantPolicy withRestateMillis(long horizon) {
        return new MerchantPolicy(
                directives,
                new Windows(windows.graceMillis, windows.spreadMillis, windows.zone, horizon),
                new Memory(memory.impressionSpanMillis, memory.mostImpressionIds, horizon + BEYOND_HORIZON),
                futureMillis,
                eventClock);
    }

    /** The same with another spread of rows than of directives. */
    public MerchantPolicy withRowSpreadMillis(long spread) {
        Windows spreadOut = new Windows(windows.graceMillis, spread, windows.zone, windows.restateMillis);
        return new MerchantPolicy(directives, spreadOut, memory, futureMillis, eventClock);
    }

    /** The same where beats follow the times of events, or do not. */
    public MerchantPolicy withEventClock(boolean follows) {
        return new MerchantPolicy(directives, windows, memory, futureMillis, follows);
    }

    /** When the rows of a window that ends then are published for this merchant; {@link Long#MAX_VALUE} for never. */
    long publishedAt(long end, MerchantState merchant) {
        return end == Long.MAX_VALUE ? end : end + merchant.share(windows.spreadMillis);
    }

    /** When a directive is issued again: at half of its life or, by the merchant's share of the spread, before. */
    long refreshedAt(MerchantState merchant) {
        long half = (merchant.directiveExpiresAt() - merchant.directiveIssuedAt()) / 2;
        return merchant.directiveIssuedAt() + half - merchant.share(Math.min(directives.spreadMillis, half / 2));
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " ms is out of range");
        }
    }
}

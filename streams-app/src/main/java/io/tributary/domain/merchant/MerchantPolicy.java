package io.tributary.domain.merchant;

import java.time.ZoneId;

/**
 * How merchant tasks work. Times are milliseconds.
 *
 * @param directiveLifeMillis a directive expires after this; refreshed at half of it, or up to the spread before; at least 1,000
 * @param graceMillis metric windows are final this long after their end; not negative
 * @param spreadMillis directives of many merchants that are to be refreshed at once are spread over this time, each merchant at a moment
 *     of its own; 0 to 60,000
 * @param rowSpreadMillis the same for the rows of a window that ended: they come up to this much later
 * @param metricZone zone in which metric days begin
 * @param restateMillis the correction horizon: hours and days can be restated this long after the end of their day, at least graceMillis
 * @param impressionSpanMillis a repeated impression id within this span counts once
 * @param orderSpanMillis an order line is remembered this long after its last new status; longer than the correction horizon, or a refund
 *     would not find its payment
 * @param mostImpressionIds impression ids that a task holds at most, 1 to {@link SeenImpressions#MOST}: those of the span
 *     at 27 bytes each, but as long as no beat comes nothing is older than the span; beyond it the oldest are forgotten
 * @param serveSlackMillis an item may be rendered this long after its directive expired: its page was ranked before
 * @param futureMillis an event later than what is known of the time by more than this is refused as wrongly dated
 * @param eventClock whether beats follow the times of events, as in a replay, and the wall clock tells nothing
 */
public record MerchantPolicy(
        long directiveLifeMillis,
        long graceMillis,
        long spreadMillis,
        long rowSpreadMillis,
        ZoneId metricZone,
        long restateMillis,
        long impressionSpanMillis,
        long orderSpanMillis,
        int mostImpressionIds,
        long serveSlackMillis,
        long futureMillis,
        boolean eventClock) {

    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    /** A payment is at most a day, which may have 25 hours, before the end of its day; some hours more for statuses under way. */
    private static final long BEYOND_HORIZON = 2 * DAY;
    /** The correction horizon unless it is set, milliseconds. */
    public static final long RESTATE_MILLIS = 30 * DAY;

    private static final int MOST_IMPRESSION_IDS = 32 * 1024 * 1024;

    public MerchantPolicy {
        require(directiveLifeMillis >= 1000, "directive life", directiveLifeMillis);
        require(graceMillis >= 0, "grace", graceMillis);
        require(spreadMillis >= 0 && spreadMillis <= MINUTE, "spread", spreadMillis);
        require(rowSpreadMillis >= 0 && rowSpreadMillis <= MINUTE, "spread of rows", rowSpreadMillis);
        require(restateMillis >= graceMillis, "restatement time", restateMillis);
        require(impressionSpanMillis >= 0, "impression span", impressionSpanMillis);
        require(orderSpanMillis >= 0, "order span", orderSpanMillis);
        if (mostImpressionIds < 1 || mostImpressionIds > SeenImpressions.MOST) {
            throw new IllegalArgumentException("most impression ids: " + mostImpressionIds + " is out of range");
        }
        require(serveSlackMillis >= 0, "serve slack", serveSlackMillis);
        require(futureMillis >= 0, "future limit", futureMillis);
    }

    /**
     * The design's values, with one spread for directives and rows: impressions 10 minutes, but at most 32 Mi of them (0.9 GB), order lines 32 days, hours and days restated for
     * 30 days.
     */
    public static MerchantPolicy of(long directiveLifeMillis, long graceMillis, long spreadMillis, ZoneId metricZone) {
        return new MerchantPolicy(
                directiveLifeMillis,
                graceMillis,
                spreadMillis,
                spreadMillis,
                metricZone,
                Math.max(RESTATE_MILLIS, graceMillis),
                10 * MINUTE,
                Math.max(RESTATE_MILLIS, graceMillis) + BEYOND_HORIZON,
                MOST_IMPRESSION_IDS,
                MINUTE,
                2 * DAY,
                false);
    }

    /** The same with another correction horizon; order lines are remembered for two days more. */
    public MerchantPolicy withRestateMillis(long horizon) {
        return new MerchantPolicy(
                directiveLifeMillis,
                graceMillis,
                spreadMillis,
                rowSpreadMillis,
                metricZone,
                horizon,
                impressionSpanMillis,
                horizon + BEYOND_HORIZON,
                mostImpressionIds,
                serveSlackMillis,
                futureMillis,
                eventClock);
    }

    /** The same with another spread of rows than of directives. */
    public MerchantPolicy withRowSpreadMillis(long spread) {
        return new MerchantPolicy(
                directiveLifeMillis,
                graceMillis,
                spreadMillis,
                spread,
                metricZone,
                restateMillis,
                impressionSpanMillis,
                orderSpanMillis,
                mostImpressionIds,
                serveSlackMillis,
                futureMillis,
                eventClock);
    }

    /** The same where beats follow the times of events, or do not. */
    public MerchantPolicy withEventClock(boolean follows) {
        return new MerchantPolicy(
                directiveLifeMillis,
                graceMillis,
                spreadMillis,
                rowSpreadMillis,
                metricZone,
                restateMillis,
                impressionSpanMillis,
                orderSpanMillis,
                mostImpressionIds,
                serveSlackMillis,
                futureMillis,
                follows);
    }

    /** When the rows of a window that ends then are published for this merchant; {@link Long#MAX_VALUE} for never. */
    long publishedAt(long end, MerchantState merchant) {
        return end == Long.MAX_VALUE ? end : end + merchant.share(rowSpreadMillis);
    }

    /** When a directive is issued again: at half of its life or, by the merchant's share of the spread, before. */
    long refreshedAt(MerchantState merchant) {
        long half = (merchant.directiveExpiresAt() - merchant.directiveIssuedAt()) / 2;
        return merchant.directiveIssuedAt() + half - merchant.share(Math.min(spreadMillis, half / 2));
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " ms is out of range");
        }
    }
}

package io.tributary.domain.experiment;

/**
 * What was counted by bucket in a window.
 *
 * @param group merchants whose support is looked at
 * @param members merchants in any programme, each once
 * @param merchants all of them
 * @param pages null where nobody tells of them
 * @param days how long the window is by now, above 0
 * @param before the same of the time before the version began; null where nothing is known of it
 */
public record Observed(
        BucketCounts group,
        BucketCounts members,
        BucketCounts merchants,
        PageTotals pages,
        double days,
        Before before) {
    /**
     * What was counted of all merchants in the time before: buckets that sold more then sell more now.
     *
     * @param pages null where nobody told of them
     * @param days how long that time was, above 0
     */
    public record Before(BucketCounts merchants, PageTotals pages, double days) {}

    /** The sums of one bucket that a figure compares. */
    BucketSums sums(FigureKey key, int bucket) {
        double divided = denominator(key.denominator(), bucket, merchants, pages, days);
        return new BucketSums(numerator(key, bucket), divided, before(key, bucket));
    }

    long numerator(FigureKey key, int bucket) {
        return switch (key.subject()) {
            case SUPPORTED -> count(group, key, bucket);
            case OTHERS -> count(merchants, key, bucket) - count(members, key, bucket);
            case ALL -> count(merchants, key, bucket);
        };
    }

    private static long count(BucketCounts counts, FigureKey key, int bucket) {
        return switch (key.metric()) {
            case EXPOSURES -> counts.exposures(bucket);
            case NET_ORDERS -> counts.orders(bucket);
            case UNITS -> counts.units(bucket);
            case NET_SALES -> counts.sales(bucket, key.currency());
        };
    }

    private static double denominator(
            FigureKey.Denominator per, int bucket, BucketCounts merchants, PageTotals pages, double days) {
        return switch (per) {
            case BUCKET_DAY -> days;
            // What is found invalid later may be more than what is counted since.
            case TRAFFIC -> Math.max(0, merchants.exposures(bucket)) / 1_000.0;
            case PAGES -> pages.pages(bucket) / 1_000.0;
        };
    }

    private BucketSums.Before before(FigureKey key, int bucket) {
        boolean isKnown = before != null && (key.denominator() != FigureKey.Denominator.PAGES || before.pages != null);
        return isKnown
                ? new BucketSums.Before(
                        count(before.merchants, key, bucket),
                        denominator(key.denominator(), bucket, before.merchants, before.pages, before.days))
                : null;
    }
}

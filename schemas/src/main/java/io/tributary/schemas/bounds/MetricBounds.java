package io.tributary.schemas.bounds;

import io.tributary.schemas.bounds.Bound.Charset;
import io.tributary.schemas.bounds.Bound.Text;

/** Bounds of what metrics of programmes are made of, as a part of {@link Bounds}. */
final class MetricBounds {
    private MetricBounds() {}

    static void awareness() {
        Bounds.record("io.tributary.metrics.v1.Awareness")
                .with("merchantId", Bounds.MERCHANT_ID)
                .with("programmeId", Bounds.PROGRAMME_ID)
                .with("kind", Bounds.SYMBOL)
                .with("time", Bounds.EVENT_TIME);
    }

    static void merchantDays() {
        Bounds.record("io.tributary.metrics.v1.MerchantDay")
                .with("merchantId", Bounds.MERCHANT_ID)
                .with("programmeId", Bounds.PROGRAMME_ID)
                .with("version", Bounds.VERSION)
                .with("stage", Bounds.SYMBOL)
                .with("periodStart", Bounds.TIME)
                .with("periodEnd", Bounds.TIME)
                .with("windowStart", Bounds.TIME)
                .with("windowEnd", Bounds.TIME)
                .with("time", Bounds.TIME)
                .with("floor", Bounds.EXPOSURES)
                .with("granted", Bounds.EXPOSURES)
                .with("spent", Bounds.EXPOSURES)
                .with("regionCode", new Text("a GB/T 2260 code, or empty", 0, 12, Charset.DIGITS))
                .with("sizeClass", Bounds.SYMBOL);
    }
}

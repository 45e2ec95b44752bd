package io.tributary.analytics;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.Sales;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import java.util.List;

/** Records as the service publishes them. */
public final class Metrics {
    private Metrics() {}

    /** A day of a merchant in one programme, with sales in one currency for each given. */
    public static ConversionMetric day(String merchantId, long start, int revision, long orders, String... currencies) {
        return ConversionMetric.newBuilder()
                .setMerchantId(merchantId)
                .setWindowSize(WindowSize.DAY)
                .setWindowStart(start)
                .setWindowEnd(start + 86_400_000L)
                .setTimeZone("Asia/Shanghai")
                .setSurface(Surface.FEED)
                .setArm(Arm.TREATMENT)
                .setStatus(WindowStatus.FINAL)
                .setRevision(revision)
                .setImpressions(20)
                .setExposures(10)
                .setInvalid(0)
                .setCharged(5)
                .setLate(0)
                .setPlaced(orders)
                .setOrders(orders)
                .setRefunds(0)
                .setUnits(orders)
                .setSales(List.of(currencies).stream()
                        .map(currency -> new Sales(currency, 100 * orders, 0L, null, null, 0L))
                        .toList())
                .setMemberships(List.of(new Membership("farm", 2, Stage.GROW)))
                .build();
    }
}

package io.tributary.chaos;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;

/** Records as good as any, for tests that need some. */
final class Samples {
    private Samples() {}

    /** An exposure in the feed, in bucket 5. */
    static Impression.Builder impression(String id, long time) {
        return Impression.newBuilder()
                .setImpressionId(id)
                .setRequestId("r")
                .setItemId("i")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setBucket(5)
                .setTime(time);
    }

    /** A line that was paid, 1.00 yuan. */
    static OrderLine.Builder order(String id, long time) {
        return OrderLine.newBuilder()
                .setOrderId(id)
                .setLineId("1")
                .setStatus(OrderStatus.PAID)
                .setQuantity(1)
                .setAmount(100)
                .setCurrency("CNY")
                .setTime(time);
    }
}

package io.tributary.demo.marketplace;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;

/** One record that the marketplace sends: what, when it happened and when it is sent. */
public sealed interface Emission {
    String merchantId();

    /** When it reaches the topic, epoch milliseconds UTC. */
    long sendTime();

    /** The record's timestamp: when it happened, epoch milliseconds UTC. */
    long eventTime();

    record ImpressionShown(String merchantId, long sendTime, Impression impression) implements Emission {
        @Override
        public long eventTime() {
            return impression.getTime();
        }
    }

    record OrderMoved(String merchantId, long sendTime, OrderLine order) implements Emission {
        @Override
        public long eventTime() {
            return order.getTime();
        }
    }

    /** Bytes that no schema explains; {@code toOrders} chooses between the two input topics. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it is sent and forgotten.
    record Corrupted(String merchantId, long sendTime, boolean toOrders, byte[] bytes) implements Emission {
        @Override
        public long eventTime() {
            return sendTime;
        }
    }
}

package io.tributary.demo.client;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.Topic;

/** Where a platform's records go: to brokers, or to a service in the same process. */
public interface PlatformFeed {
    void impression(String merchantId, Impression impression);

    void order(String merchantId, OrderLine order);

    void profile(MerchantProfile profile);

    void verdict(String merchantId, IvtVerdict verdict);

    /** Bytes as they are. */
    void raw(Topic<?> topic, String key, byte[] bytes, long time);
}

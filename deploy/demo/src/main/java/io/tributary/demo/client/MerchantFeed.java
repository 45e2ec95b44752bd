package io.tributary.demo.client;

import io.tributary.feedback.v1.Feedback;
import io.tributary.merchants.v1.MerchantEvent;

/** Where goes what merchants do themselves: to brokers, or to a service in the same process. */
public interface MerchantFeed {
    void event(String merchantId, MerchantEvent event);

    /** What happened to an appeal or a complaint. */
    void feedback(String merchantId, Feedback happened);
}

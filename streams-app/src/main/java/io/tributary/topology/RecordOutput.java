package io.tributary.topology;

import io.tributary.domain.merchant.WithdrawalReason;
import io.tributary.schemas.DirectiveHeaders;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import org.apache.avro.specific.SpecificRecord;

/** Where a merchant partition's outputs go. */
@FunctionalInterface
public interface RecordOutput {
    /**
     * @param value null for a tombstone
     * @param time timestamp of the record, epoch milliseconds
     */
    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time);

    /** Sends a tombstone for a merchant's directive. An output that has headers says the reason in them: {@link DirectiveHeaders}. */
    default void withdraw(String merchantId, WithdrawalReason reason, long time) {
        send(Topics.BOOST_DIRECTIVES, merchantId, null, time);
    }
}

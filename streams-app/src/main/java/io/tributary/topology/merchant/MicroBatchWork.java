package io.tributary.topology.merchant;

import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.bounds.Bounds;
import io.tributary.schemas.bounds.OutOfBoundsException;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.schemas.serde.KeyDeserializer;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.batch.MicroBatch;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Works off micro-batches, a few records at a time: all of these are decoded before the first one is taken, so that what they need from
 * memory is fetched for all of them at once.
 */
final class MicroBatchWork {
    /** Many enough that their waits for memory overlap, few enough that what was fetched is still in the cache when it is needed. */
    private static final int AHEAD = 32;

    private final TopicNames names;
    private final MerchantPartition partition;
    private final BiConsumer<ConsumerRecord<byte[], byte[]>, RuntimeException> refused;
    private final byte[][] keys = new byte[AHEAD][];
    private final MerchantState[] merchants = new MerchantState[AHEAD];
    private final Object[] values = new Object[AHEAD];
    private final ImpressionEvent[] impressions = new ImpressionEvent[AHEAD];

    /**
     * @param names of topics on the broker
     * @param refused takes records that cannot be used; Streams would give up the whole micro-batch for one of them
     */
    MicroBatchWork(
            TopicNames names,
            MerchantPartition partition,
            BiConsumer<ConsumerRecord<byte[], byte[]>, RuntimeException> refused) {
        this.names = names;
        this.partition = partition;
        this.refused = refused;
    }

    /** Takes all records of a micro-batch. What is thrown is no fault of a record. */
    void work(MicroBatch<?> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = batch.records();
        MerchantInput<?> input = input(records.get(0).topic());
        for (int from = 0; from < records.size(); from += AHEAD) {
            work(batch, input, records.subList(from, Math.min(records.size(), from + AHEAD)));
        }
    }

    private void work(MicroBatch<?> batch, MerchantInput<?> input, List<ConsumerRecord<byte[], byte[]>> records) {
        int count = records.size();
        for (int i = 0; i < count; i++) {
            keys[i] = records.get(i).key();
            values[i] = decode(batch, input, records.get(i));
            impressions[i] = values[i] instanceof ImpressionEvent impression ? impression : null;
        }
        partition.prefetch(keys, merchants, impressions, count);
        for (int i = 0; i < count; i++) {
            if (values[i] instanceof RuntimeException unusable) {
                refused.accept(records.get(i), unusable);
            } else {
                take(input, records.get(i), merchants[i], values[i]);
            }
        }
    }

    private MerchantInput<?> input(String topic) {
        return names.byName(topic)
                .flatMap(MerchantInputs::find)
                .orElseThrow(() -> new IllegalStateException("no input of merchants: " + topic));
    }

    /** The event, or why there is none: it is refused when its turn comes. */
    private static Object decode(MicroBatch<?> batch, MerchantInput<?> input, ConsumerRecord<byte[], byte[]> raw) {
        try {
            return input.read(batch.value(raw));
        } catch (RuntimeException e) {
            if (Fault.of(e).reaction() != Reaction.DEAD_LETTER) {
                throw e;
            }
            return e;
        }
    }

    private void take(
            MerchantInput<?> input, ConsumerRecord<byte[], byte[]> raw, MerchantState merchant, Object event) {
        try {
            String merchantId = merchant == null ? text(raw.key()) : merchant.id();
            partition.event(input, merchantId, merchant, event, raw.value() == null);
        } catch (InvalidRecordException e) {
            refused.accept(raw, e);
        }
    }

    private static String text(byte[] key) {
        try {
            return key == null ? null : KeyDeserializer.read(key, Bounds.MERCHANT_ID);
        } catch (OutOfBoundsException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
    }
}

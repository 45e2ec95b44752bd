package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.schemas.Topic;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.topology.InvalidRecordException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * An input of a merchant task: a topic whose records are keyed by merchant, how one is read, and what is done with it.
 *
 * @param topic in the catalogue; its source in the topology and the reader of its bytes follow from it
 * @param reader makes an event of a record, or null of one that this version does not know; whatever it throws is the record's fault
 * @param handler what is done with an event
 * @param withdrawal what is done with a tombstone; null where one is refused
 * @param isBusy whether its records may come in micro-batches
 * @param <E> what its records are to the domain
 */
record MerchantInput<E>(
        Topic<? extends SpecificRecord> topic,
        Function<Object, E> reader,
        Handler<E> handler,
        Withdrawal withdrawal,
        boolean isBusy) {
    static final String NO_TOMBSTONE = "value: is missing; only a merchant's profile can be withdrawn";

    /** What is done with an event. */
    @FunctionalInterface
    interface Handler<E> {
        /**
         * @param known the merchant if it is at hand, else null
         * @throws IllegalArgumentException when the event cannot be used; nothing has changed then
         */
        void handle(MerchantTask task, String merchantId, MerchantState known, E event);
    }

    /** What is done with a tombstone. */
    @FunctionalInterface
    interface Withdrawal {
        void handle(MerchantTask task, String merchantId);
    }

    /**
     * An input whose records are few: each is held against the bounds of its fields before it is read, and a tombstone is refused.
     */
    static <R extends SpecificRecord, E> MerchantInput<E> of(
            Topic<R> topic, Function<R, E> reader, Handler<E> handler) {
        return new MerchantInput<>(topic, record -> reader.apply(checked(topic, record)), handler, null, false);
    }

    /** An input whose records are many: they may come in micro-batches, and the reader holds against bounds what it takes of a record. */
    static <E> MerchantInput<E> busy(
            Topic<? extends SpecificRecord> topic, Function<Object, E> reader, Handler<E> handler) {
        return new MerchantInput<>(topic, reader, handler, null, true);
    }

    private static <R extends SpecificRecord> R checked(Topic<R> topic, Object value) {
        R record = topic.valueType().cast(value);
        RecordBounds.check(record);
        return record;
    }

    /** The same input, whose tombstones withdraw what it told. */
    MerchantInput<E> withdrawnBy(Withdrawal how) {
        return new MerchantInput<>(topic, reader, handler, how, isBusy);
    }

    /**
     * Reads a record.
     *
     * @throws InvalidRecordException when it cannot be used
     */
    E read(Object value) {
        try {
            return value == null ? null : reader.apply(value);
        } catch (RuntimeException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
    }

    /**
     * Hands over what {@link #read} has made of a record.
     *
     * @param isTombstone whether the record had no value
     * @throws IllegalArgumentException when it cannot be used; nothing has changed then
     */
    @SuppressWarnings("unchecked")
    void handle(MerchantTask task, String merchantId, MerchantState known, Object event, boolean isTombstone) {
        if (event != null) {
            handler.handle(task, merchantId, known, (E) event);
        } else if (isTombstone && withdrawal != null) {
            withdrawal.handle(task, merchantId);
        } else if (isTombstone) {
            throw new IllegalArgumentException(NO_TOMBSTONE);
        }
    }
}

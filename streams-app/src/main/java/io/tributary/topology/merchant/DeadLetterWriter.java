package io.tributary.topology.merchant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the dead letters of records that Streams did not see one by one. Confined to the thread of its task. */
@FunctionalInterface
public interface DeadLetterWriter {
    /**
     * @param record as it came from the broker
     * @param error why it cannot be used
     */
    ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, RuntimeException error);
}

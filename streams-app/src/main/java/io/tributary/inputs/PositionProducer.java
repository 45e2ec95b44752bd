package io.tributary.inputs;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that writes the offsets which it commits into the topic of positions, too, in the same transaction. So what that topic says
 * is at every moment what the group had committed and the state was made of. A few small records a commit, and none per event.
 */
public class PositionProducer extends KafkaProducer<byte[], byte[]> {
    private final PositionTrail trail;
    /** What was written since the producer began or last aborted: most partitions of a quiet topic do not move. */
    private final Map<TopicPartition, Long> written = new HashMap<>();

    public PositionProducer(Map<String, Object> config, PositionTrail trail) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.trail = trail;
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        long now = System.currentTimeMillis();
        offsets.forEach((input, next) -> {
            Long before = written.put(input, next.offset());
            if (before == null || before != next.offset()) {
                write(group.groupId(), input, next, now);
            }
        });
        super.sendOffsetsToTransaction(offsets, group);
    }

    private void write(String group, TopicPartition input, OffsetAndMetadata next, long now) {
        try {
            // What becomes of it the commit says.
            var unused = send(trail.record(group, input, next, now));
        } catch (KafkaException e) {
            // Streams knows by these that another instance has taken over; a send wraps them.
            if (e.getCause() instanceof ProducerFencedException fenced) {
                throw fenced;
            }
            if (e.getCause() instanceof InvalidProducerEpochException fenced) {
                throw fenced;
            }
            if (e.getCause() instanceof InvalidPidMappingException fenced) {
                throw fenced;
            }
            throw e;
        }
    }

    @Override
    public void abortTransaction() {
        written.clear();
        super.abortTransaction();
    }
}

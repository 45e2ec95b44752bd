package io.tributary.inputs;

import io.tributary.domain.input.Position;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes the records that tell where inputs stand. Used by all threads of a process. */
public final class PositionTrail {
    private final String topic;
    private final Map<String, String> topicIds = new ConcurrentHashMap<>();
    private final Map<String, SkippedRecords> skipped = new ConcurrentHashMap<>();

    /**
     * @param topic of the positions
     */
    public PositionTrail(String topic) {
        this.topic = topic;
    }

    /** Name of the topic of positions of all applications whose ids begin with the prefix. */
    public static String topic(String applicationPrefix) {
        return applicationPrefix + "-positions";
    }

    String topic() {
        return topic;
    }

    /** Id of the topic that is read under a name, empty when it is not known. */
    String idOf(String input) {
        return topicIds.getOrDefault(input, "");
    }

    /** Records that the group is to pass over, as was known at the start. */
    public SkippedRecords skipped(String group) {
        return skipped.getOrDefault(group, SkippedRecords.NONE);
    }

    /** Notes what a group is to pass over. */
    void skips(String group, SkippedRecords records) {
        skipped.put(group, records);
    }

    /** Notes which topic it is that is read under a name from now on. */
    void reads(String input, String topicId) {
        topicIds.put(input, topicId);
    }

    ProducerRecord<byte[], byte[]> record(String group, TopicPartition input, OffsetAndMetadata next, long now) {
        Position position = new Position(next.offset(), topicIds.getOrDefault(input.topic(), ""), now);
        return record(
                Positions.key(group, input),
                Positions.value(new Positions.Entry(position, next.metadata() == null ? "" : next.metadata())));
    }

    /**
     * @param value null to forget the key
     */
    ProducerRecord<byte[], byte[]> record(String key, String value) {
        return new ProducerRecord<>(topic, 0, Positions.bytes(key), value == null ? null : Positions.bytes(value));
    }
}

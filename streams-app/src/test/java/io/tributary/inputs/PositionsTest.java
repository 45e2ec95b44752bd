package io.tributary.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.input.Position;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final TopicPartition INPUT = new TopicPartition("eu.impressions", 3);
    private final PositionTrail trail = new PositionTrail("tributary-positions");

    @Test
    void shouldReadWhatAProducerWrote() {
        trail.reads("eu.impressions", "Xj3k_-A");
        ProducerRecord<byte[], byte[]> record =
                trail.record("g-merchant", INPUT, new OffsetAndMetadata(42, "AgAA=="), 7);

        Positions positions = new Positions(Map.of(text(record.key()), text(record.value())));

        assertThat(record.topic()).isEqualTo("tributary-positions");
        assertThat(record.partition()).isZero();
        assertThat(positions.of("g-merchant", INPUT))
                .contains(new Positions.Entry(new Position(42, "Xj3k_-A", 7), "AgAA=="));
        assertThat(positions.of("g-merchant")).containsOnlyKeys(INPUT);
        assertThat(positions.of("g-merchant", new TopicPartition("eu.impressions", 4)))
                .isEmpty();
        assertThat(positions.of("g")).isEmpty();
    }

    @Test
    void shouldWriteAnUnknownTopicAsUnknown() {
        ProducerRecord<byte[], byte[]> record = trail.record("g", INPUT, new OffsetAndMetadata(1), 7);

        assertThat(new Positions(Map.of(text(record.key()), text(record.value()))).of("g", INPUT))
                .contains(new Positions.Entry(new Position(1, "", 7), ""));
    }

    @Test
    void shouldTellInputsFromChangelogsAndTheCluster() {
        Positions positions = new Positions(Map.of(
                "cluster", "c1", "g g-task-changelog", "id1", Positions.key("g", INPUT), "1 7 - ", "h x 0", "2 7 -"));

        assertThat(positions.cluster()).isEqualTo("c1");
        assertThat(positions.changelog("g", "g-task-changelog")).isEqualTo("id1");
        assertThat(positions.changelog("g", "other")).isEmpty();
        assertThat(positions.of("g")).containsOnlyKeys(INPUT);
        assertThat(positions.keys("g")).containsExactlyInAnyOrder("g g-task-changelog", Positions.key("g", INPUT));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package io.tributary.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SkippedRecordsTest {
    private static final TopicPartition INPUT = new TopicPartition("impressions", 1);
    private static final TopicPartition OTHER = new TopicPartition("orders", 1);

    @Test
    void shouldLeaveOutWhatAPersonHasSkipped() {
        String first = SkippedRecords.NONE.with(INPUT, 3, 3);
        SkippedRecords once = SkippedRecords.of("g", Map.of(SkippedRecords.key("g", INPUT), first));
        String second = once.with(INPUT, 5, 7);
        SkippedRecords twice = SkippedRecords.of(
                "g",
                Map.of(
                        SkippedRecords.key("g", INPUT),
                        second,
                        SkippedRecords.key("another", OTHER),
                        "0-9",
                        Positions.key("g", OTHER),
                        "4 5 -"));

        ConsumerRecords<byte[], byte[]> left = twice.leftOut(polled());

        assertThat(left.records(INPUT)).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L, 4L, 8L, 9L);
        assertThat(left.records(OTHER)).hasSize(10);
        assertThat(left.nextOffsets()).containsKeys(INPUT, OTHER);
        assertThat(SkippedRecords.of("nobody", Map.of(SkippedRecords.key("g", INPUT), second))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldNotBeTakenForAPosition() {
        Positions positions = new Positions(Map.of(SkippedRecords.key("g", INPUT), "3-3"));

        assertThat(positions.of("g")).isEmpty();
        assertThat(positions.of("skip")).isEmpty();
        assertThat(positions.skipped("g").has(INPUT, 3)).isTrue();
    }

    private static ConsumerRecords<byte[], byte[]> polled() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        for (TopicPartition input : List.of(INPUT, OTHER)) {
            records.put(
                    input,
                    LongStream.range(0, 10)
                            .mapToObj(offset -> new ConsumerRecord<>(
                                    input.topic(), input.partition(), offset, new byte[0], new byte[0]))
                            .toList());
        }
        return new ConsumerRecords<>(
                records, Map.of(INPUT, new OffsetAndMetadata(10), OTHER, new OffsetAndMetadata(10)));
    }
}

package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPartitionTest {
    @Property(tries = 300)
    void shouldSayWhatTheProducerOfJavaDoes(
            @ForAll String key, @ForAll @IntRange(min = 1, max = 10_000) int partitions) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);

        assertThat(KeyPartition.of(key, partitions))
                .isEqualTo(KeyPartition.of(bytes, partitions))
                .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, partitions))
                .isBetween(0, partitions - 1);
    }

    /** Vectors that Kafka's own tests, and those of clients in other languages, have. */
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void shouldKnowTheHashOfTheOthers(String key, int hash) {
        assertThat(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
        assertThat(KeyPartition.of(key, 12)).isEqualTo((hash & 0x7fffffff) % 12);
    }
}

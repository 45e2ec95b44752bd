package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

class RecordTimesTest {
    private static final long NOW = 1_770_000_000_000L;

    private final RecordTimes times = new RecordTimes();

    @Example
    void shouldTakeWhatIsUsable() {
        assertThat(times.extract(at(NOW), 5)).isEqualTo(NOW);
        assertThat(times.extract(at(0), 5)).isZero();
    }

    @Example
    void shouldTakeThePartitionsTimeForWhatIsNot() {
        for (long timestamp : new long[] {-1, -5, Long.MIN_VALUE, RecordTimes.END, Long.MAX_VALUE}) {
            assertThat(times.extract(at(timestamp), NOW)).isEqualTo(NOW);
            assertThat(times.extract(at(timestamp), -1)).isZero();
        }
    }

    /** Streams drops a record whose time is negative. */
    @Property
    void shouldNeverThrowNorDropARecord(@ForAll long timestamp, @ForAll long partitionTime) {
        assertThat(times.extract(at(timestamp), partitionTime)).isNotNegative();
    }

    private static ConsumerRecord<Object, Object> at(long timestamp) {
        return new ConsumerRecord<>(
                "impressions",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}

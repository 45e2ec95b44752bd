package io.tributary.topology.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool whose host's clock is not the brokers'. */
class PoolClockTest {
    private static final long HOUR = 3_600_000;

    private final PoolFixture pool = new PoolFixture(new Appended());

    /** What a broker whose clock is right puts on records. */
    private final class Appended implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return trueTime();
        }
    }

    private long trueTime() {
        return PoolFixture.DAWN + pool.steady.get() - 77;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldBeatByTheBrokersFromTheFirstBeatOn() {
        pool.driver.advanceWallClockTime(Duration.ofMillis(HOUR));
        for (int i = 0; i < 20; i++) {
            pool.pass(Duration.ofSeconds(1));
            for (Beat beat : pool.beats.readValuesToList()) {
                assertThat(Math.abs(beat.getTime() - trueTime())).isLessThanOrEqualTo(2_000);
                pool.answer(beat, 3);
            }
        }
    }

    @Test
    void shouldGoOnBeatingWhenTheClockIsSetBackAndNobodyAnswers() {
        pool.apply(PoolFixture.programme("newcomer", 1).build());
        long last = pool.tick().getNumber();
        for (int i = 0; i < 10; i++) {
            pool.pass(Duration.ofSeconds(1));
        }
        assertThat(pool.beats.readValuesToList().stream().mapToLong(Beat::getNumber))
                .allMatch(number -> number > last)
                .hasSizeGreaterThan(8);
    }
}

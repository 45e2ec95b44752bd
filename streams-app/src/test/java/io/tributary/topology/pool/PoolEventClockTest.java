package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static io.tributary.topology.pool.PoolFixture.assertRefused;
import static io.tributary.topology.pool.PoolFixture.only;
import static io.tributary.topology.pool.PoolFixture.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.topology.StoreCopy;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolEventClockTest {
    private final PoolFixture pool = new PoolFixture(true);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldBeatOnTheEventClockOnly() {
        pool.driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(pool.beats.isEmpty()).isTrue();

        pool.clock(1_770_005_000_000L);
        Beat first = pool.beats.readValue();
        pool.answer(first, 1);
        pool.clock(1_770_005_900_000L);
        pool.answer(pool.beats.readValue(), 1);
        pool.clock(1_770_005_900_000L);
        Beat third = pool.beats.readValue();
        pool.answer(third, 1);

        assertThat(first.getTime()).isEqualTo(1_770_005_000_000L);
        assertThat(third.getTime()).isEqualTo(1_770_005_900_000L);
        assertThat(third.getNumber()).isEqualTo(3);
        assertRefused(() -> pool.clock(1_770_005_800_000L), "went back");
        pool.clock(1_770_006_000_000L);
        assertThat(pool.beats.readValue().getNumber()).isEqualTo(4);
    }

    @Test
    void shouldStartABeatOfTheEventClockOnlyWhenEveryTaskHasAnsweredTheLast() {
        pool.clock(1_770_005_000_000L);
        pool.clock(1_770_005_000_001L);
        pool.clock(1_770_005_000_002L);
        Beat first = pool.beats.readValue();
        assertThat(pool.beats.isEmpty()).isTrue();

        pool.answer(first, 0, 1);
        assertThat(pool.beats.isEmpty()).isTrue();
        pool.answer(first, 1, 1);
        assertThat(pool.beats.readValue().getTime()).isEqualTo(1_770_005_000_001L);
        assertThat(pool.beats.isEmpty()).isTrue();
        assertRefused(() -> pool.clock(1_770_005_000_001L), "1770005000002");

        MockProcessorContext<String, SpecificRecord> restarted = new MockProcessorContext<>();
        KeyValueStore<String, byte[]> copy = StoreCopy.of(
                PoolTopology.STORE, pool.driver.getKeyValueStore(PoolTopology.STORE), restarted.getStateStoreContext());
        assertThat(new PoolStore(copy).clock()).containsExactly(1_770_005_000_002L);
    }

    @Test
    void shouldVerifyTheRateAnewInEachPeriod() {
        pool.apply(programme("newcomer", 1).build());
        long day = 86_400_000;
        for (long time = DAWN; time < DAWN + day; time += day / 20) {
            pool.clock(time);
            pool.answer(pool.beats.readValue(), 10);
        }
        pool.clock(DAWN + day);
        ProgrammeBeat fresh = only(pool.beats.readValue());

        assertThat(fresh.getPeriodStart()).isEqualTo(DAWN + day);
        assertThat(fresh.getPeriodEnd()).isEqualTo(DAWN + 2 * day);
        assertThat(fresh.getGrantRate()).isEqualTo(-1);
        assertThat(fresh.getCandidateRate()).isGreaterThan(400);
        assertThat(fresh.getSpent()).isZero();
        assertThat(fresh.getSchedule()).isZero();
    }
}

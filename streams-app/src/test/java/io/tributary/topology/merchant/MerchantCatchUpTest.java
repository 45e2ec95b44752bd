package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.PoolReport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that comes back after minutes: its beats and events have queued up. */
class MerchantCatchUpTest {
    private static final int BEATS = 100;
    private static final int EVENTS = 20;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final MerchantFixture task = new MerchantFixture();
    private long before;

    @BeforeEach
    void countFromHere() {
        task.grant(NOON, 100, "m");
        task.driver.advanceWallClockTime(Duration.ofSeconds(2));
        task.reports.readValuesToList();
        before = task.commits.count();
    }

    @AfterEach
    void close() {
        task.close();
    }

    private void beat(int number) {
        for (int i = 0; i < EVENTS; i++) {
            task.show("m", task.impression(NOON + number * SECOND + i));
        }
        task.beats.pipeInput("0", task.nextBeat(NOON + (number + 1) * SECOND), NOON + (number + 1) * SECOND);
    }

    @Test
    void shouldCommitOnceForAllThatIsWorkedOffWithinAnInterval() {
        for (int number = 0; number < BEATS; number++) {
            beat(number);
        }

        assertThat(task.reports.readValuesToList())
                .extracting(PoolReport::getBeat)
                .hasSize(BEATS)
                .isSorted();
        assertThat(task.commits.count() - before).isEqualTo(1);
        task.driver.advanceWallClockTime(INTERVAL.multipliedBy(2));
        assertThat(task.commits.count() - before).as("and once for the rest").isEqualTo(2);
    }

    @Test
    void shouldCommitForEachBeatThatComesInItsTime() {
        for (int number = 0; number < 10; number++) {
            task.driver.advanceWallClockTime(Duration.ofMillis(SECOND - 1));
            before = task.commits.count();
            beat(number);
            assertThat(task.commits.count() - before).isBetween(1L, 2L);
            task.driver.advanceWallClockTime(Duration.ofMillis(1));
        }
    }
}

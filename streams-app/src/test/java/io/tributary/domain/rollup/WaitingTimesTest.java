package io.tributary.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTimesTest {
    private final WaitingTimes times = new WaitingTimes();

    /** The example of METRICS.md. */
    @Test
    void shouldCountThoseThatWaitForAsLongAsTheyAreKnownToHaveWaited() {
        times.ended(2);
        times.waiting(3);
        times.ended(5);
        times.waiting(9);

        assertThat(times.median()).isEqualTo(5.0);
        assertThat(times.merchants()).isEqualTo(4);
        assertThat(times.ended()).isEqualTo(2);
    }

    /** Freireich's remission times of 6-MP, the standard example of this estimate: its median is 23 weeks. */
    @Test
    void shouldComeToTheMedianOfTheStandardExample() {
        for (long ended : new long[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            times.ended(ended);
        }
        for (long waiting : new long[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            times.waiting(waiting);
        }

        assertThat(times.median()).isEqualTo(23.0);
    }

    @Test
    void shouldNotKnowAMedianWhileMostWait() {
        times.ended(1);
        times.waiting(9);
        times.waiting(9);

        assertThat(times.median()).isNull();
        assertThat(new WaitingTimes().median()).isNull();
    }
}

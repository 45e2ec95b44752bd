package io.tributary.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZipfTest {
    private static final int RANKS = 1_000;
    private static final int DRAWS = 1_000_000;

    private final Zipf zipf = new Zipf(RANKS);

    @Test
    void shouldDrawRanksByTheirProbability() {
        SplittableRandom random = new SplittableRandom(3);
        int[] drawn = new int[RANKS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[zipf.next(random)]++;
        }

        for (int rank : new int[] {0, 1, 9, 99}) {
            double share = (double) drawn[rank] / DRAWS;
            assertThat(share).as("rank " + rank).isCloseTo(zipf.probability(rank), within(0.002));
        }
        assertThat(drawn).as("even the last rank comes").doesNotContain(0);
    }

    @Test
    void shouldHaveProbabilitiesThatFallAsOneByRank() {
        assertThat(IntStream.range(0, RANKS).mapToDouble(zipf::probability).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(zipf.probability(0)).isCloseTo(10 * zipf.probability(9), within(1e-12));
    }
}

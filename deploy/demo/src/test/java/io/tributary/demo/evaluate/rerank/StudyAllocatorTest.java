package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.domain.allocation.FairNeed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StudyAllocatorTest {
    private static final int MERCHANTS = 20;
    private static final int REQUESTS = 4_000;

    private static double[] grants(int merchants, double each) {
        double[] grants = new double[merchants];
        Arrays.fill(grants, each);
        return grants;
    }

    @Test
    void shouldServeTheLeastServedWithinTheBudget() {
        long[] plain = new long[MERCHANTS];
        long[] shared = new long[MERCHANTS];

        trade(plain, false);
        double loss = trade(shared, true);

        assertThat(least(shared)).isGreaterThan(2 * least(plain));
        assertThat(loss / REQUESTS).isBetween(0.95 * 0.02, 1.02 * 0.02);
    }

    /** One place a request; merchant i's score is uniform below 1 - i / 40, so that the last ones rarely win. */
    private static double trade(long[] exposures, boolean boosted) {
        SplittableRandom random = new SplittableRandom(7);
        StudyAllocator allocator = new StudyAllocator(FairNeed.STANDARD, grants(MERCHANTS, 200), 0.02);
        double lost = 0;
        for (int request = 1; request <= REQUESTS; request++) {
            int winner = 0;
            double best = -1;
            double most = 0;
            double won = 0;
            for (int i = 0; i < MERCHANTS; i++) {
                double score = random.nextDouble() * (1 - i / 40.0);
                double value = score * (boosted ? allocator.multiplier(i) : 1);
                most = Math.max(most, score);
                if (value > best) {
                    best = value;
                    winner = i;
                    won = score;
                }
            }
            exposures[winner]++;
            lost += most - won;
            allocator.shown(winner, 1);
            allocator.beat(lost, allocator.strength(), (double) request / REQUESTS, 0);
        }
        return lost;
    }

    private static long least(long[] exposures) {
        return Arrays.stream(exposures).min().orElseThrow();
    }

    @Test
    void shouldChangeNothingBetweenBeats() {
        StudyAllocator allocator = new StudyAllocator(FairNeed.STANDARD, grants(2, 10), 1);
        double before = allocator.multiplier(0);

        allocator.shown(0, 1);
        assertThat(allocator.multiplier(0)).isEqualTo(before);

        allocator.beat(0, 0.08, 0.1, 0);
        assertThat(allocator.multiplier(0)).isLessThan(allocator.multiplier(1));
    }

    @Test
    void shouldLiveWithASingleMerchant() {
        StudyAllocator allocator = new StudyAllocator(FairNeed.STANDARD, grants(1, 10), 1);
        allocator.shown(0, 0);
        allocator.beat(0, 0.08, 0.5, 0);

        assertThat(allocator.multiplier(0)).isFinite().isGreaterThanOrEqualTo(1);
    }

    @Test
    void shouldRefuseWhatCannotBeAllocated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyAllocator(FairNeed.STANDARD, new double[0], 1))
                .withMessage("there is no merchant to allocate exposure to");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyAllocator(FairNeed.STANDARD, grants(1, 0), 1))
                .withMessage("grant of merchant 0 is 0.0, must be above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyAllocator(FairNeed.STANDARD, grants(1, 1), 0))
                .withMessage("relevance budget is 0.0, must be above 0");
    }
}

package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TributaryReRankerTest {
    private static final Request REQUEST = Request.of("u", new double[] {1, .8, .6, .5}, new int[] {0, 0, 0, 1});

    /** Boosts the second provider once it is told to. */
    private static final class Stub implements FairAllocation {
        private final List<String> told = new ArrayList<>();
        private boolean boosting;
        private double loss;
        private double base;

        @Override
        public double multiplier(int provider) {
            return boosting && provider == 1 ? 1.5 : 1;
        }

        @Override
        public double additive(int provider) {
            return boosting && provider == 1 ? .1 : 0;
        }

        @Override
        public void shown(int provider, double score) {
            told.add(provider + ":" + score);
        }

        @Override
        public void requestDone(double newLoss, double newBase) {
            this.loss = newLoss;
            this.base = newBase;
        }
    }

    @Test
    void shouldApplyBoostsFromTheNextRefresh() {
        Stub allocation = new Stub();
        TributaryReRanker ranker = new TributaryReRanker(allocation, 2, 2);
        int[] places = new int[2];
        ranker.refresh();
        allocation.boosting = true;
        ranker.choose(REQUEST, places);
        assertThat(places).containsExactly(0, 1);

        ranker.refresh();
        ranker.choose(REQUEST, places);

        // .5 * 1.5 + .1 = .85.
        assertThat(places).containsExactly(0, 3);
    }

    @Test
    void shouldTellWhatWasShownAndWhatItCost() {
        Stub allocation = new Stub();

        new TributaryReRanker(allocation, 2, 2).observe(REQUEST, new int[] {0, 3});

        assertThat(allocation.told).containsExactly("0:1.0", "1:0.5");
        assertThat(allocation.loss).isEqualTo((1.8 - 1.5) / 2, within(1e-12));
        assertThat(allocation.base).isEqualTo(.9, within(1e-12));
    }
}

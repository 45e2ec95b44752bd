package io.tributary.demo.evaluate.rerank;

import java.util.List;
import java.util.Objects;

/**
 * How requests are replayed.
 *
 * @param ks items per request; each is evaluated by itself
 * @param budget what shoppers may bear
 * @param refresh decisions between two refreshes of the boosts, above 0
 * @param delay decisions until what was shown is known, 0 or more
 */
record RerankSettings(List<Integer> ks, RelevanceBudget budget, int refresh, int delay) {
    private static final int K_MAX = 1_000;

    RerankSettings {
        ks = ks.stream().distinct().toList();
        for (int k : ks) {
            if (k < 1 || k > K_MAX) {
                throw new IllegalArgumentException("--k is " + k + ", must be within 1 and " + K_MAX);
            }
            // Refused before long work, not after it.
            Objects.requireNonNull(budget.amount(k));
        }
        if (refresh < 1) {
            throw new IllegalArgumentException("--refresh is " + refresh + ", must be above 0");
        }
        if (delay < 0) {
            throw new IllegalArgumentException("--delay is " + delay + ", must be 0 or more");
        }
    }
}

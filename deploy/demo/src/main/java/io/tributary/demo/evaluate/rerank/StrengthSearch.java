package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.evaluate.rerank.Baseline.Variant;

/**
 * Finds a baseline's best at a loss of relevance not above the budget, with hindsight: it replays all requests again and again.
 * For each variant, the strength is bisected on a logarithmic scale; loss grows with strength, but for small kinks. Of all
 * replays that kept the budget, the one with the highest MMF counts. (Ours gets no such help: it meets the budget in its first
 * replay.)
 *
 * @param replay the requests
 * @param budget largest mean loss of score per item shown
 * @param steps bisections per variant; the range of strengths is a factor of 2^30 around the mean score
 */
record StrengthSearch(RequestReplay replay, double budget, int steps) {
    private static final double WEAKEST = 0x1p-20;
    private static final double STRONGEST = 0x1p10;

    /** The best found; the first variant at its weakest when none keeps the budget at any strength tried. */
    Best best(Baseline baseline) {
        Best best = tried(baseline.variants().get(0), WEAKEST * scale());
        for (Variant variant : baseline.variants()) {
            best = bisect(variant, best);
        }
        return best;
    }

    /**
     * @param strength at which the variant did best
     * @param quality what it came to
     */
    record Best(Variant variant, double strength, Quality quality) {}

    private Best bisect(Variant variant, Best bestBefore) {
        double low = WEAKEST * scale();
        double high = STRONGEST * scale();
        Best best = bestBefore;
        for (int i = 0; i < steps; i++) {
            double strength = Math.sqrt(low * high);
            Best tried = tried(variant, strength);
            if (tried.quality().uLoss() <= budget) {
                best = tried.quality().fairness().mmf()
                                > best.quality().fairness().mmf()
                        ? tried
                        : best;
                low = strength;
            } else {
                high = strength;
            }
        }
        return best;
    }

    private double scale() {
        return replay.matrix().meanTopScore(replay.k());
    }

    private Best tried(Variant variant, double strength) {
        return new Best(
                variant, strength, replay.run(reRanker(variant, strength)).quality());
    }

    ReRanker reRanker(Variant variant, double strength) {
        return variant.at(strength, replay.matrix().providerCount(), replay.k());
    }
}

package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.PacingSettings.Supply;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The merchants of a generated market.
 *
 * <p>Budgets are log-uniform over two and a half decades, scaled so that their sum is two thirds of the requests. A merchant
 * is eligible for a request with chance 76/300, and then has an item to show as often as makes its supply 2 to 20 times its
 * budget, uniformly; with ample supply, always. A merchant's click values are log-normal with deviation 0.4 around a
 * quality of its own, log-normal with deviation 0.3 around 1.
 */
final class Market {
    /** Chance to be eligible for a request: 76 of 300 merchants. */
    static final double ELIGIBLE = 76.0 / 300;

    static final double LEAST_SUPPLY = 2;
    static final double MOST_SUPPLY = 20;
    static final double VALUE_DEVIATION = 0.4;
    static final double QUALITY_DEVIATION = 0.3;

    /** Every tenth merchant by budget, from the largest, runs dry in the supply shock. */
    private static final int DRY = 10;

    private final long[] budgets;
    private final double[] offered;
    private final double[] quality;
    private final boolean[] dry;

    private Market(int merchants) {
        budgets = new long[merchants];
        offered = new double[merchants];
        quality = new double[merchants];
        dry = new boolean[merchants];
    }

    static Market of(PacingSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        int n = settings.merchants();
        Market market = new Market(n);
        double[] raw = random.doubles(n)
                .map(u -> Math.pow(10, PacingSettings.DECADES * u))
                .toArray();
        double scale = settings.requests()
                * PacingSettings.DEMAND
                / IntStream.range(0, n).mapToDouble(m -> raw[m]).sum();
        double eligible = ELIGIBLE * settings.requests();
        for (int m = 0; m < n; m++) {
            // Nobody can be promised more than half of the requests it is eligible for.
            market.budgets[m] = Math.max(1, Math.round(Math.min(raw[m] * scale, eligible / LEAST_SUPPLY)));
            double ratio = LEAST_SUPPLY + (MOST_SUPPLY - LEAST_SUPPLY) * random.nextDouble();
            market.offered[m] =
                    settings.supply() == Supply.AMPLE ? 1 : Math.min(1, ratio * market.budgets[m] / eligible);
            market.quality[m] = Math.exp(QUALITY_DEVIATION * random.nextGaussian());
        }
        market.chooseDry();
        return market;
    }

    private void chooseDry() {
        int[] byBudget = IntStream.range(0, budgets.length)
                .boxed()
                .sorted((a, b) -> Long.compare(budgets[b], budgets[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < byBudget.length; rank += DRY) {
            dry[byBudget[rank]] = true;
        }
    }

    int size() {
        return budgets.length;
    }

    /** Exposures promised. */
    long budget(int merchant) {
        return budgets[merchant];
    }

    long[] budgets() {
        return budgets.clone();
    }

    /** Chance that an eligible merchant has an item to show. */
    double offered(int merchant) {
        return offered[merchant];
    }

    double quality(int merchant) {
        return quality[merchant];
    }

    /** Whether the merchant has nothing to show any more from noon on in the supply shock. */
    boolean runsDry(int merchant) {
        return dry[merchant];
    }
}

package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What a day brought, merchant by merchant, against the grants as they stood at its end. */
final class Outcome {
    /** Parts of the day in which smoothness is measured. */
    private static final int PARTS = 50;

    private final Market market;
    private final DayStream day;
    private final long[] shown;
    private final long[] grants;
    private final long[][] parts;
    private double value;

    Outcome(Market market, DayStream day) {
        this.market = market;
        this.day = day;
        shown = new long[market.size()];
        grants = market.budgets();
        parts = new long[market.size()][PARTS];
    }

    /** Exposures beyond the budget bring no value, so that the bound holds for every method. */
    void shown(int merchant, double worth, long timeOfDay) {
        if (shown[merchant] < market.budget(merchant)) {
            value += worth;
        }
        shown[merchant]++;
        parts[merchant][(int) (timeOfDay * PARTS / DayStream.MILLIS)]++;
    }

    void close(Method method) {
        Arrays.setAll(grants, method::grant);
    }

    /** Exposures by merchant. */
    long[] shown() {
        return shown;
    }

    long grant(int merchant) {
        return grants[merchant];
    }

    /** Value of what was shown within the budgets. */
    double value() {
        return value;
    }

    /** Delivered within the grants, as a part of what supply and requests allow at most. */
    double delivered() {
        double feasible = Math.min(
                day.showable(),
                merchants().mapToLong(m -> Math.min(grants[m], day.supply(m))).sum());
        return feasible == 0
                ? 1
                : merchants().mapToLong(m -> Math.min(shown[m], grants[m])).sum() / feasible;
    }

    /** Exposures beyond the grants, as a part of the pool. */
    double over() {
        return merchants().mapToLong(m -> Math.max(0, shown[m] - grants[m])).sum() / pool();
    }

    /** Exposures short of the grants, as a part of the pool. */
    double under() {
        return merchants().mapToLong(m -> Math.max(0, grants[m] - shown[m])).sum() / pool();
    }

    /** (Exposures − grant) / grant of the merchant for which it is largest; negative when all are short. */
    double worstOver() {
        return merchants()
                .mapToDouble(m -> (double) (shown[m] - grants[m]) / Math.max(1, grants[m]))
                .max()
                .orElse(0);
    }

    /**
     * Mean over merchants of the root mean square deviation of the exposures per fiftieth of the day from grant / 50,
     * divided by √(grant / 50): 1 is what a Poisson stream would show.
     */
    double smoothness() {
        return merchants().mapToDouble(this::smoothness).average().orElse(0);
    }

    private double smoothness(int merchant) {
        double even = (double) Math.max(1, grants[merchant]) / PARTS;
        double squares = Arrays.stream(parts[merchant])
                .mapToDouble(count -> (count - even) * (count - even))
                .sum();
        return Math.sqrt(squares / PARTS / even);
    }

    /** Merchants that had supply for half of their budget (the floor), and did not get it. */
    long floorsMissed() {
        return merchants()
                .filter(m -> day.supply(m) >= market.budget(m) / 2 && shown[m] < market.budget(m) / 2)
                .count();
    }

    private double pool() {
        return merchants().mapToLong(market::budget).sum();
    }

    private IntStream merchants() {
        return IntStream.range(0, market.size());
    }
}

package io.tributary.domain.pool;

/**
 * How the members of a programme sell on their exposure: net orders per exposure. Both are of merchants that were members when it
 * happened, of buyers whose bucket is known, in both arms, and of the same period by the events' times (an order's by its payment's).
 *
 * @param exposures in the running period so far
 * @param orders net order lines credited to an impression
 * @param last orders per exposure in the last period that told; 0 before
 */
public record OrderRate(long exposures, long orders, double last) {
    static final OrderRate UNKNOWN = new OrderRate(0, 0, 0);

    /** Fewer exposures say nothing. */
    private static final long TELLING = 1_000;

    /** Whatever a merchant's orders or refunds say. */
    private static final double MOST_CHANGE = 2;

    OrderRate seen(ProgrammeSums sums) {
        return new OrderRate(
                sums.count(ProgrammeSum.TREATMENT_EXPOSURES) + sums.count(ProgrammeSum.HOLDOUT_EXPOSURES),
                sums.count(ProgrammeSum.TREATMENT_ORDERS) + sums.count(ProgrammeSum.HOLDOUT_ORDERS),
                last);
    }

    OrderRate startPeriod() {
        return new OrderRate(0, 0, exposures >= TELLING ? told() : last);
    }

    /** From one period to the next it does not move farther than by {@link #MOST_CHANGE}: others are held against it. */
    private double told() {
        double rate = Math.max(0, Math.min(1, (double) orders / exposures));
        return last > 0 ? Math.max(last / MOST_CHANGE, Math.min(last * MOST_CHANGE, rate)) : rate;
    }
}

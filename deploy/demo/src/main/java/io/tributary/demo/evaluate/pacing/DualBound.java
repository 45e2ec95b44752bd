package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;

/**
 * What no method can exceed: the dual of the day's linear programme, with hindsight.
 *
 * <p>The programme maximises Σ v x over what is shown, at most one merchant per request and at most its budget per merchant.
 * For any prices λ ≥ 0 and every feasible x,
 *
 * <pre>Σ v x ≤ Σ v x + Σ λ (budget − Σ x) = Σ over requests of x (v − λ) + Σ λ budget
 *       ≤ Σ over requests of max(0, max (v − λ)) + Σ λ budget</pre>
 *
 * (weak duality). So every λ gives a valid bound, and the lowest of those met on the way is one; how well the search does
 * only decides how tight it is. Requests whose choice is never shown bring nothing to anybody and are left out, which
 * hindsight may.
 *
 * <p>Subgradient descent with a step per merchant that grows while the sign of its slope stays and shrinks when it turns
 * (Riedmiller and Braun, RPROP, 1993).
 */
final class DualBound {
    private static final int ROUNDS = 200;
    private static final double START = 1;
    private static final double FIRST_STEP = 0.2;
    private static final double GROW = 1.1;
    private static final double SHRINK = 0.6;
    private static final double GENTLE = 0.05;

    private DualBound() {}

    /** The bound on the value of all exposures within the budgets. */
    static double of(DayStream day, long[] budgets) {
        int n = budgets.length;
        double[] price = new double[n];
        double[] step = new double[n];
        int[] sign = new int[n];
        Arrays.fill(price, START);
        Arrays.fill(step, FIRST_STEP);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long[] shown = new long[n];
            best = Math.min(best, value(day, budgets, price, shown));
            for (int m = 0; m < n; m++) {
                double over = (double) shown[m] - budgets[m];
                int now = (int) Math.signum(over);
                step[m] *= sign[m] * now == 0 ? 1 : now == sign[m] ? GROW : SHRINK;
                sign[m] = now;
                double size = Math.min(1, Math.abs(over) / Math.max(3, GENTLE * budgets[m]));
                price[m] = Math.max(0, price[m] + now * step[m] * Math.max(GENTLE, size));
            }
        }
        return best;
    }

    /**
     * The dual at these prices.
     *
     * @param shown is filled with how often each merchant would be shown
     */
    static double value(DayStream day, long[] budgets, double[] price, long[] shown) {
        double sum = 0;
        for (int m = 0; m < budgets.length; m++) {
            sum += price[m] * budgets[m];
        }
        for (int request = 0; request < day.requests(); request++) {
            if (day.isLost(request)) {
                continue;
            }
            double best = 0;
            int winner = -1;
            for (int c = day.firstCandidate(request); c < day.firstCandidate(request + 1); c++) {
                double surplus = day.value(c) - price[day.merchant(c)];
                if (surplus > best) {
                    best = surplus;
                    winner = day.merchant(c);
                }
            }
            sum += best;
            if (winner >= 0) {
                shown[winner]++;
            }
        }
        return sum;
    }
}

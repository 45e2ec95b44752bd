package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;

/**
 * Dual mirror descent: after every request, price ← max(0, price + step · (shown − budget / requests)) (Balseiro, Lu and
 * Mirrokni, The best of many worlds: dual mirror descent for online allocation problems, Operations Research 2023,
 * algorithm 1, with the weighted Euclidean norm; adaptive pacing of Balseiro and Gur 2019 for one merchant). The step is
 * half a unit of value over the root of the budget: a step of order 1 / √n balances their regret.
 */
final class DualMirrorDescent extends Baseline {
    private static final double STEP = 0.5;
    private static final double START = 1;

    private final double[] price;
    private final long[] at;
    private long request;

    DualMirrorDescent(long[] budgets) {
        super(budgets);
        price = new double[budgets.length];
        at = new long[budgets.length];
        Arrays.fill(price, START);
    }

    @Override
    public String name() {
        return "dual-mirror-descent";
    }

    @Override
    public void request(long time) {
        request++;
    }

    @Override
    double open(int merchant, double value) {
        return value - price(merchant);
    }

    /** Between its own exposures a price only falls, so it need not be touched before it is asked for. */
    @Override
    public double price(int merchant) {
        if (at[merchant] < request) {
            double fall = step(merchant) * budgets[merchant] / morning.requests() * (request - at[merchant]);
            price[merchant] = Math.max(0, price[merchant] - fall);
            at[merchant] = request;
        }
        return price[merchant];
    }

    private double step(int merchant) {
        return STEP / Math.sqrt(budgets[merchant]);
    }

    @Override
    public void arrived(int merchant, long decidedAt, long now) {
        super.arrived(merchant, decidedAt, now);
        price[merchant] = price(merchant) + step(merchant);
    }
}

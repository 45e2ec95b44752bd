package io.tributary.demo.evaluate.pacing;

import io.tributary.domain.grant.GrantRule;
import io.tributary.domain.grant.GrantSolver;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.grant.GrantSums;
import java.util.Arrays;

/**
 * The pool and its tasks in one: grants by the service's rule, half of each budget guaranteed as floor, weights so that
 * grant rate 1 grants the budgets, caps of twice the budget. Caps shrink to what merchants can reach; the service's solver
 * then raises the rate for the others, from beat to beat.
 */
final class Redistribution {
    private static final double FLOOR = 0.5;
    private static final long MOST = 2;

    private final long[] budgets;
    private final long pool;
    private final long[] cap;
    private final long[] capInForce;
    private final long[] changedAt;
    private final long[] grants;
    private GrantState state;
    private long beat;

    Redistribution(long[] budgets) {
        this.budgets = budgets.clone();
        pool = Arrays.stream(budgets).sum();
        cap = new long[budgets.length];
        capInForce = new long[budgets.length];
        changedAt = new long[budgets.length];
        grants = new long[budgets.length];
        startDay();
    }

    /** Grants are the budgets again. */
    void startDay() {
        state = new GrantState(1, 1, beat, 1, 1, beat, 0);
        for (int m = 0; m < budgets.length; m++) {
            cap[m] = ruleCap(m);
            capInForce[m] = cap[m];
            changedAt[m] = beat;
            grants[m] = budgets[m];
        }
    }

    long floor(int merchant) {
        return (long) (FLOOR * budgets[merchant]);
    }

    long ruleCap(int merchant) {
        return MOST * budgets[merchant];
    }

    long grant(int merchant) {
        return grants[merchant];
    }

    /** A merchant's cap from this beat on. A higher one must wait until the grant rate covers it. */
    void cap(int merchant, long most) {
        if (most != cap[merchant]) {
            cap[merchant] = most;
            changedAt[merchant] = beat + 1;
        }
        if (most <= capInForce[merchant] || changedAt[merchant] <= state.ratedBeat()) {
            capInForce[merchant] = most;
        }
    }

    /**
     * One beat: the tasks report sums at the candidate rate, the pool solves, the tasks grant.
     *
     * @param totals spent + in flight by merchant, exposures: no grant falls below it
     */
    void beat(double[] totals) {
        beat++;
        state = GrantSolver.next(state, sums(totals), beat);
        for (int m = 0; m < budgets.length; m++) {
            long byRule = grant(state.rate(), state.floorScale(), m, capInForce[m]);
            grants[m] = Math.max(byRule, held(totals, m));
        }
    }

    private GrantSums sums(double[] totals) {
        double floors = 0;
        double freeWeight = 0;
        long sum = 0;
        double k = state.candidateRate();
        for (int m = 0; m < budgets.length; m++) {
            floors += floor(m);
            sum += Math.max(grant(k, state.candidateScale(), m, cap[m]), held(totals, m));
            double unclipped = floor(m) * state.candidateScale() + Math.max(0, k) * weight(m);
            freeWeight += unclipped < cap[m] ? weight(m) : 0;
        }
        return new GrantSums(pool, 0, budgets.length, floors, sum, freeWeight, beat - 1, true);
    }

    private long held(double[] totals, int merchant) {
        return Math.min((long) Math.ceil(totals[merchant]), grants[merchant]);
    }

    private long grant(double k, double scale, int merchant, long most) {
        return GrantRule.grant(k, scale, floor(merchant), weight(merchant), most);
    }

    private double weight(int merchant) {
        return (double) budgets[merchant] - floor(merchant);
    }
}

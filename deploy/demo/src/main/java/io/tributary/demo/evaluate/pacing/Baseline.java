package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;

/** What the published methods share: fixed budgets, exposures counted as they arrive, and a stop at the budget. */
abstract class Baseline implements Method {
    final long[] budgets;
    final long[] spent;
    Morning morning;

    Baseline(long[] budgets) {
        this.budgets = budgets.clone();
        this.spent = new long[budgets.length];
    }

    @Override
    public void startDay(Morning now) {
        morning = now;
        Arrays.fill(spent, 0);
    }

    @Override
    public void beat(long time, long requests) {}

    @Override
    public final double score(int merchant, double value) {
        return spent[merchant] < budgets[merchant] ? open(merchant, value) : -1;
    }

    /** What a candidate within its budget is worth. */
    abstract double open(int merchant, double value);

    @Override
    public void decided(int merchant, long time) {}

    @Override
    public void arrived(int merchant, long decidedAt, long now) {
        spent[merchant]++;
    }

    @Override
    public final long grant(int merchant) {
        return budgets[merchant];
    }
}

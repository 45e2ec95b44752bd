package io.tributary.demo.evaluate.pacing;

/** Always the highest value, until the budget is gone: no pacing at all. */
final class Greedy extends Baseline {
    Greedy(long[] budgets) {
        super(budgets);
    }

    @Override
    public String name() {
        return "greedy";
    }

    @Override
    double open(int merchant, double value) {
        return value;
    }
}

package io.tributary.demo.evaluate.rerank;

import io.tributary.domain.merchant.NeedCurve;

/** Needs by the programmes' {@link NeedCurve} at a fixed strength that grows with the budget: not steered. */
final class CurveAllocation implements FairAllocation {
    private static final double MULTIPLICATIVE = 0.042;
    private static final double ADDITIVE = 0.006;
    /** Budget at which the strengths above were found. */
    private static final double STUDIED_BUDGET = 0.0086;

    private final double scale;
    private final double[] progress;
    private double total;

    CurveAllocation(int providers, double budget) {
        this.scale = budget / STUDIED_BUDGET;
        this.progress = new double[providers];
    }

    @Override
    public double multiplier(int provider) {
        return 1 + MULTIPLICATIVE * scale * need(provider);
    }

    @Override
    public double additive(int provider) {
        return ADDITIVE * scale * need(provider);
    }

    private double need(int provider) {
        return NeedCurve.DEFAULT.need(progress[provider], total / progress.length);
    }

    @Override
    public void shown(int provider, double score) {
        progress[provider] += score;
        total += score;
    }

    @Override
    public void requestDone(double loss, double base) {
        // The strength is fixed.
    }
}

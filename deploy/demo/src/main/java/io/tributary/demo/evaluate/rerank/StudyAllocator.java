package io.tributary.demo.evaluate.rerank;

import io.tributary.domain.allocation.FairNeed;
import io.tributary.domain.allocation.FairNeed.Field;
import io.tributary.domain.allocation.FairNeed.Need;
import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.RelevanceBudget.Observation;
import java.util.Arrays;

/**
 * A study's allocator, which the service does not run: fair exposure at a bounded cost to relevance; needs from what each merchant got, strength from what it cost.
 * Two numbers a merchant and constant work per exposure; all merchants' needs are only looked at when the field as a whole has
 * moved. What counts as one exposure is its value by the mean value of all: where items differ in worth, a merchant that is
 * shown with worthless ones is not served. Not thread-safe.
 */
final class StudyAllocator {
    /** Multiplies a score by 1 + 0.08 where the need is 1, until the first losses are known. */
    public static final double FIRST_STRENGTH = 0.08;
    /** A boost beyond this only puts every item of a merchant before all others. */
    private static final double MOST_STRENGTH = 1e6;
    /** The field is looked at anew when the mean progress has moved by this part. */
    private static final double FIELD_STEP = 0.005;

    private final FairNeed curve;
    private final double[] grants;
    private final double granted;
    private final double budget;
    private final double[] delivered;
    private final Need[] needs;
    /** As of the last beat, as the needs. */
    private final double[] counted;

    private final int[] dirty;
    private int dirtyCount;
    private final boolean[] isDirty;
    private final double[] sorted;
    private Field field = Field.START;
    private RelevanceBudget steering = RelevanceBudget.initial(FIRST_STRENGTH);
    private double value;
    private long exposures;
    private double lossRate;
    private double unit = 1;

    /**
     * @param grants exposures by merchant, each above 0
     * @param budget mean loss of score per shown item that shoppers may bear, above 0
     */
    public StudyAllocator(FairNeed curve, double[] grants, double budget) {
        if (grants.length == 0) {
            throw new IllegalArgumentException("there is no merchant to allocate exposure to");
        }
        if (!(budget > 0)) {
            throw new IllegalArgumentException("relevance budget is " + budget + ", must be above 0");
        }
        for (int i = 0; i < grants.length; i++) {
            if (!(grants[i] > 0)) {
                throw new IllegalArgumentException("grant of merchant " + i + " is " + grants[i] + ", must be above 0");
            }
        }
        this.curve = curve;
        this.grants = grants.clone();
        this.granted = Arrays.stream(grants).sum();
        this.budget = budget;
        this.delivered = new double[grants.length];
        this.needs = new Need[grants.length];
        this.counted = new double[grants.length];
        this.dirty = new int[grants.length];
        this.isDirty = new boolean[grants.length];
        this.sorted = new double[grants.length];
        lookAtField();
    }

    /** An item was shown, worth this much: 1 where exposures count alike. */
    public void shown(int merchant, double worth) {
        delivered[merchant] += worth;
        value += worth;
        exposures++;
        if (!isDirty[merchant]) {
            isDirty[merchant] = true;
            dirty[dirtyCount++] = merchant;
        }
    }

    /**
     * Takes in what was shown of late: only now do needs and strength change.
     *
     * @param lost sum over the items shown in the period so far of the score lost by support
     * @param strengthThen mean {@link #strength} under which what is new was shown
     * @param schedule share of the period's traffic that this and {@link #shown} cover, 0..1
     * @param unreported share of it that has passed since
     */
    public void beat(double lost, double strengthThen, double schedule, double unreported) {
        Observation seen = Observation.whole(lost, exposures, strengthThen, schedule, unreported);
        steering = steering.next(seen, budget, MOST_STRENGTH);
        lossRate = steering.rate(seen, budget);
        unit = exposures > 0 && value > 0 ? value / exposures : 1;
        double mean = value / unit / granted;
        if (Math.abs(mean - field.mean()) > FIELD_STEP * (mean + curve.offset())) {
            lookAtField();
        }
        for (int i = 0; i < dirtyCount; i++) {
            isDirty[dirty[i]] = false;
            refresh(dirty[i]);
        }
        dirtyCount = 0;
    }

    private void lookAtField() {
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = delivered[i] / unit / grants[i];
        }
        Arrays.sort(sorted);
        field = new Field(value / unit / granted, sorted[sorted.length / 2]);
        for (int i = 0; i < needs.length; i++) {
            refresh(i);
        }
    }

    private void refresh(int merchant) {
        counted[merchant] = delivered[merchant] / unit + curve.offset() * grants[merchant];
        needs[merchant] = curve.need(delivered[merchant] / unit, grants[merchant], field);
    }

    /** How much the merchant needs support, and how fast that falls. */
    public Need need(int merchant) {
        return needs[merchant];
    }

    /** Factor on the scores of the merchant's items, at least 1. */
    public double multiplier(int merchant) {
        return 1 + steering.lever() * needs[merchant].value();
    }

    /** Boost of a merchant whose need is 1. */
    public double strength() {
        return steering.lever();
    }

    /** Mean loss of score per item that the rest of the period may have; 0 before the first beat. */
    public double lossRate() {
        return lossRate;
    }

    /** Exposures of the merchant as of the last beat, damped as in its progress. */
    public double counted(int merchant) {
        return counted[merchant];
    }

    /** The same as a mean over all, for a grant of one: what {@link #counted} is measured against. */
    public double meanProgress() {
        return field.mean() + curve.offset();
    }

    /** Worth of one exposure on average. */
    public double unit() {
        return unit;
    }
}

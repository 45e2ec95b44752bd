package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;

/**
 * What a programme's members had in either arm since a period began, beside what all merchants had, so that the members' share can be
 * compared between the arms. An arm is told by the request's bucket: the holdout's buckets are never boosted, the others are treated.
 *
 * <p>What all merchants had is {@link BucketTotals} less what these were when the period began, so that counting it costs nothing here.
 */
public final class ArmSums {
    private final long began;
    private BucketRange holdout;
    private long treatmentExposures;
    private long holdoutExposures;
    private long treatmentOrders;
    private long holdoutOrders;
    private long treatmentBase;
    private long holdoutBase;

    /**
     * @param began service time from which on it counts: the first beat of the period, epoch milliseconds
     * @param holdout buckets that are never boosted
     */
    public ArmSums(long began, BucketRange holdout, BucketTotals totals) {
        this.began = began;
        this.holdout = holdout;
        this.holdoutBase = totals.in(holdout);
        this.treatmentBase = totals.all() - holdoutBase;
    }

    private ArmSums(long began, BucketRange holdout) {
        this.began = began;
        this.holdout = holdout;
    }

    /** From when on it counts, service time, epoch milliseconds. */
    public long began() {
        return began;
    }

    /** Follows other rules: what was counted stays on the side where it was, for members and for all merchants alike. */
    public void holdout(BucketRange now, BucketTotals totals) {
        if (!now.equals(holdout)) {
            long treatment = treatmentTotal(totals);
            long heldOut = holdoutTotal(totals);
            holdout = now;
            holdoutBase = totals.in(now) - heldOut;
            treatmentBase = totals.all() - totals.in(now) - treatment;
        }
    }

    /** Counts a member's exposure, which {@link BucketTotals} has counted too. */
    public void exposed(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutExposures++;
        } else {
            treatmentExposures++;
        }
    }

    /** Leaves out an exposure that {@link BucketTotals} has counted and that is of an earlier period. */
    public void exclude(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutBase++;
        } else {
            treatmentBase++;
        }
    }

    /** Takes back a member's exposure, which {@link BucketTotals} takes back, too. */
    public void unexposed(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutExposures--;
        } else {
            treatmentExposures--;
        }
    }

    /** {@link BucketTotals} takes back an exposure that was none of this period. */
    public void unexclude(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutBase--;
        } else {
            treatmentBase--;
        }
    }

    /** Counts a member's net orders, which came of exposures in this bucket. */
    public void ordered(int bucket, int orders) {
        if (holdout.contains(bucket)) {
            holdoutOrders += orders;
        } else {
            treatmentOrders += orders;
        }
    }

    public long treatmentExposures() {
        return treatmentExposures;
    }

    public long holdoutExposures() {
        return holdoutExposures;
    }

    /** Net of refunds. */
    public long treatmentOrders() {
        return treatmentOrders;
    }

    /** Net of refunds. */
    public long holdoutOrders() {
        return holdoutOrders;
    }

    /** Exposures of all merchants in treatment buckets since the period began. */
    public long treatmentTotal(BucketTotals totals) {
        return totals.all() - totals.in(holdout) - treatmentBase;
    }

    /** Exposures of all merchants in the holdout's buckets since the period began. */
    public long holdoutTotal(BucketTotals totals) {
        return totals.in(holdout) - holdoutBase;
    }

    /** A count on either side of the experiment. */
    public record Sides(long treatment, long holdout) {}

    /**
     * What is to be stored of it.
     *
     * @param began epoch milliseconds
     * @param exposures of members
     * @param orders of members, net of refunds
     * @param base exposures of all merchants before the period
     */
    public record Snapshot(long began, BucketRange holdout, Sides exposures, Sides orders, Sides base) {}

    public Snapshot snapshot() {
        return new Snapshot(
                began,
                holdout,
                new Sides(treatmentExposures, holdoutExposures),
                new Sides(treatmentOrders, holdoutOrders),
                new Sides(treatmentBase, holdoutBase));
    }

    /** Takes back what {@link #snapshot} gave. */
    public static ArmSums restored(Snapshot snapshot) {
        ArmSums sums = new ArmSums(snapshot.began, snapshot.holdout);
        sums.treatmentExposures = snapshot.exposures.treatment;
        sums.holdoutExposures = snapshot.exposures.holdout;
        sums.treatmentOrders = snapshot.orders.treatment;
        sums.holdoutOrders = snapshot.orders.holdout;
        sums.treatmentBase = snapshot.base.treatment;
        sums.holdoutBase = snapshot.base.holdout;
        return sums;
    }
}

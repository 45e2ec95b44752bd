package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.ledger.RateEstimate;

/**
 * A programme's totals at one task since a period began: exposures and orders of its members by arm, beside those of all
 * merchants, so that the members' share can be compared between the arms; what left merchants had spent; the delivery rate.
 */
public final class ProgrammeTally {
    private final ProgrammeAccount account;
    private final RateEstimate rate;
    long treatmentExposures;
    long holdoutExposures;
    long treatmentOrders;
    long holdoutOrders;
    private long treatmentBase;
    private long holdoutBase;
    /** As it was when each was counted. */
    private BucketRange holdout;

    private long began;

    /**
     * @param now service time, epoch milliseconds
     * @param rate the delivery rate so far, which does not end with a period
     */
    ProgrammeTally(long periodStart, long now, BucketRange holdout, BucketTotals totals, RateEstimate rate) {
        this(new ProgrammeAccount(periodStart), rate);
        this.began = now;
        this.holdout = holdout;
        this.holdoutBase = totals.in(holdout);
        this.treatmentBase = totals.all() - holdoutBase;
    }

    /** From when on it counts, service time: from the first beat of the period, epoch milliseconds. */
    long began() {
        return began;
    }

    /** Follows other rules: what was counted stays on the side where it was, for members and for all merchants alike. */
    void holdout(BucketRange now, BucketTotals totals) {
        if (!now.equals(holdout)) {
            long treatment = treatmentTotal(totals);
            long heldOut = holdoutTotal(totals);
            holdout = now;
            holdoutBase = totals.in(now) - heldOut;
            treatmentBase = totals.all() - totals.in(now) - treatment;
        }
    }

    private ProgrammeTally(ProgrammeAccount account, RateEstimate rate) {
        this.account = account;
        this.rate = rate;
    }

    /** What left merchants had spent, and the relevance lost; the ledger's. */
    ProgrammeAccount account() {
        return account;
    }

    /** Epoch milliseconds. */
    long periodStart() {
        return account.periodStart();
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

    public long holdoutOrders() {
        return holdoutOrders;
    }

    /** Relevance lost to charged exposures since the period began. */
    public double relevanceLoss() {
        return account.relevanceLoss();
    }

    /** Spent by merchants that left in this period. */
    public long committed() {
        return account.committed();
    }

    /** Exposures of all merchants in treatment buckets since the period began. */
    public long treatmentTotal(BucketTotals totals) {
        return totals.all() - totals.in(holdout) - treatmentBase;
    }

    public long holdoutTotal(BucketTotals totals) {
        return totals.in(holdout) - holdoutBase;
    }

    /** Rate of charged exposures. */
    RateEstimate rate() {
        return rate;
    }

    /** Counts a member's exposure, which {@link BucketTotals} has counted too. */
    void exposed(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutExposures++;
        } else {
            treatmentExposures++;
        }
    }

    /** Leaves out an exposure that {@link BucketTotals} has counted and that is of an earlier period. */
    void exclude(int bucket) {
        if (holdout.contains(bucket)) {
            holdoutBase++;
        } else {
            treatmentBase++;
        }
    }

    /** Counts a member's net orders, which came of exposures in this bucket. */
    void ordered(int bucket, int orders) {
        if (holdout.contains(bucket)) {
            holdoutOrders += orders;
        } else {
            treatmentOrders += orders;
        }
    }

    /** What is to be stored of it. */
    TaskSnapshot.Tally snapshot() {
        return new TaskSnapshot.Tally(
                began,
                new TaskSnapshot.Account(account.periodStart(), account.committed(), account.relevanceLoss()),
                new TaskSnapshot.Sides(treatmentExposures, holdoutExposures),
                new TaskSnapshot.Sides(treatmentOrders, holdoutOrders),
                new TaskSnapshot.Sides(treatmentBase, holdoutBase),
                holdout,
                rate.snapshot());
    }

    static ProgrammeTally restored(TaskSnapshot.Tally snapshot) {
        TaskSnapshot.Account account = snapshot.account();
        ProgrammeTally tally = new ProgrammeTally(
                new ProgrammeAccount(account.periodStart(), account.committed(), account.relevanceLoss()),
                RateEstimate.restored(snapshot.rate()));
        tally.began = snapshot.began();
        tally.treatmentExposures = snapshot.exposures().treatment();
        tally.holdoutExposures = snapshot.exposures().holdout();
        tally.treatmentOrders = snapshot.orders().treatment();
        tally.holdoutOrders = snapshot.orders().holdout();
        tally.treatmentBase = snapshot.base().treatment();
        tally.holdoutBase = snapshot.base().holdout();
        tally.holdout = snapshot.holdout();
        return tally;
    }
}

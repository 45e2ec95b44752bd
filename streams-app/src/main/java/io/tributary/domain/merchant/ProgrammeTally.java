package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

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

    void write(StateWriter writer) {
        writer.writeLong(account.periodStart());
        writer.writeLong(account.committed());
        writer.writeLong(treatmentExposures);
        writer.writeLong(holdoutExposures);
        writer.writeLong(treatmentOrders);
        writer.writeLong(holdoutOrders);
        writer.writeLong(treatmentBase);
        writer.writeLong(holdoutBase);
        writer.writeLong(began);
        writer.writeInt(holdout.from());
        writer.writeInt(holdout.to());
        writer.writeDouble(account.relevanceLoss());
        rate.write(writer);
    }

    static ProgrammeTally read(StateReader reader) {
        long[] values = new long[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.readLong();
        }
        long began = reader.readLong();
        BucketRange holdout = new BucketRange(reader.readInt(), reader.readInt());
        double lost = reader.readDouble();
        ProgrammeAccount account = new ProgrammeAccount(values[0], values[1], lost);
        ProgrammeTally tally = new ProgrammeTally(account, RateEstimate.read(reader));
        tally.treatmentExposures = values[2];
        tally.holdoutExposures = values[3];
        tally.treatmentOrders = values[4];
        tally.holdoutOrders = values[5];
        tally.treatmentBase = values[6];
        tally.holdoutBase = values[7];
        tally.began = began;
        tally.holdout = holdout;
        return tally;
    }
}

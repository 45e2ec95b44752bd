package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ledger.Period;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * A programme's totals at one task since a period began: exposures and orders of its members by arm, beside those of all
 * merchants, so that the members' share can be compared between the arms; what left merchants had spent; the delivery rate.
 */
public final class ProgrammeTally {
    long periodStart;
    long committed;
    long treatmentExposures;
    long holdoutExposures;
    long treatmentOrders;
    long holdoutOrders;
    private double relevanceLoss;
    /** Most that one merchant's exposures can have lost so far, for each exposure of its grant; 0: no limit. As of the last beat. */
    private double lossAllowance;

    private long treatmentBase;
    private long holdoutBase;
    private final RateEstimate rate;

    /**
     * @param rate the delivery rate so far, which does not end with a period
     */
    ProgrammeTally(long periodStart, BucketRange holdout, BucketTotals totals, RateEstimate rate) {
        this.rate = rate;
        this.periodStart = periodStart;
        this.holdoutBase = totals.in(holdout);
        this.treatmentBase = totals.all() - holdoutBase;
    }

    private ProgrammeTally(RateEstimate rate) {
        this.rate = rate;
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
        return relevanceLoss;
    }

    void lossAllowance(double perGrant) {
        lossAllowance = perGrant;
    }

    /**
     * Adds the loss of an exposure of a merchant, as far as it is allowed: no merchant is to use up what all have.
     *
     * @return whether all of it is counted
     */
    boolean lose(Period period, double relevance) {
        double most = lossAllowance == 0 ? Double.MAX_VALUE : lossAllowance * Math.max(1, period.granted());
        double counted = period.lose(relevance, most);
        relevanceLoss += counted;
        return counted == relevance;
    }

    /** Spent by merchants that left in this period. */
    public long committed() {
        return committed;
    }

    /** Exposures of all merchants in treatment buckets since the period began. */
    public long treatmentTotal(BucketRange holdout, BucketTotals totals) {
        return totals.all() - totals.in(holdout) - treatmentBase;
    }

    public long holdoutTotal(BucketRange holdout, BucketTotals totals) {
        return totals.in(holdout) - holdoutBase;
    }

    /** Rate of charged exposures. */
    RateEstimate rate() {
        return rate;
    }

    /** Counts members' exposures and net orders in a bucket that is held out, or is not. */
    void add(boolean heldOut, int exposures, int orders) {
        if (heldOut) {
            holdoutExposures += exposures;
            holdoutOrders += orders;
        } else {
            treatmentExposures += exposures;
            treatmentOrders += orders;
        }
    }

    void write(StateWriter writer) {
        writer.writeLong(periodStart);
        writer.writeLong(committed);
        writer.writeLong(treatmentExposures);
        writer.writeLong(holdoutExposures);
        writer.writeLong(treatmentOrders);
        writer.writeLong(holdoutOrders);
        writer.writeLong(treatmentBase);
        writer.writeLong(holdoutBase);
        writer.writeDouble(relevanceLoss);
        rate.write(writer);
    }

    static ProgrammeTally read(StateReader reader) {
        long[] values = new long[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = reader.readLong();
        }
        double lost = reader.readDouble();
        ProgrammeTally tally = new ProgrammeTally(RateEstimate.read(reader));
        tally.periodStart = values[0];
        tally.committed = values[1];
        tally.treatmentExposures = values[2];
        tally.holdoutExposures = values[3];
        tally.treatmentOrders = values[4];
        tally.holdoutOrders = values[5];
        tally.treatmentBase = values[6];
        tally.holdoutBase = values[7];
        tally.relevanceLoss = lost;
        return tally;
    }
}

package io.tributary.domain.ledger;

/**
 * What a programme's merchants at one task have used of one period beside the grants in force: exposures that merchants which left had
 * spent, and the relevance that charged exposures lost. Only the {@link Ledger} changes it.
 */
public final class ProgrammeAccount {
    private final long periodStart;
    private long committed;
    private double relevanceLoss;
    private double lossAllowance;

    /**
     * @param periodStart epoch milliseconds
     */
    public ProgrammeAccount(long periodStart) {
        this(periodStart, 0, 0);
    }

    /** An account that was stored. */
    public ProgrammeAccount(long periodStart, long committed, double relevanceLoss) {
        this.periodStart = periodStart;
        this.committed = committed;
        this.relevanceLoss = relevanceLoss;
    }

    /** Epoch milliseconds. */
    public long periodStart() {
        return periodStart;
    }

    /** Exposures spent by merchants that left in this period. */
    public long committed() {
        return committed;
    }

    /** Relevance lost to charged exposures since the period began, in the programme's unit. */
    public double relevanceLoss() {
        return relevanceLoss;
    }

    /**
     * Sets what one merchant's exposures may lose: no merchant is to use up what all have. As of the last beat; not stored.
     *
     * @param perGrant relevance for each exposure of its grant; 0: no limit
     */
    public void lossAllowance(double perGrant) {
        lossAllowance = perGrant;
    }

    boolean isOf(Period period) {
        return period.start() == periodStart;
    }

    void commit(long exposures) {
        committed += exposures;
    }

    void regain(Period period, double relevance) {
        double back = period.regain(Math.min(relevance, relevanceLoss));
        relevanceLoss -= back;
    }

    boolean lose(Period period, double relevance) {
        double most = lossAllowance == 0 ? Double.MAX_VALUE : lossAllowance * Math.max(1, period.granted());
        double counted = period.lose(relevance, most);
        relevanceLoss += counted;
        return counted == relevance;
    }
}

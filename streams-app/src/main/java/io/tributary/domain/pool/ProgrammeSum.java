package io.tributary.domain.pool;

/**
 * A sum that merchant tasks report of a programme, and the pool adds up. A line in here, a field of the same name in the contract's
 * ProgrammeReport with its bound, and the figure in what a task's members report are all that a sum needs; it is published, too, if the
 * contract's Pacing has a field of its name. Exposures unless said otherwise.
 */
public enum ProgrammeSum {
    /** Enrolled merchants. */
    MEMBERS(true),
    /** Unscaled floors. */
    FLOORS(false),
    /** Grants at the candidate. */
    CANDIDATE_SUM(true),
    /** Weights of members below their cap at the candidate: d sum / d k. */
    FREE_WEIGHT(false),
    /** Grants in force. */
    GRANTED(true),
    /** Charged in this period to members. */
    SPENT(true),
    /** Shown or about to be shown, not yet seen. */
    IN_FLIGHT(false),
    /** Spent by merchants that left in this period: off the pool. */
    COMMITTED(true),
    /** Members suspended because ahead of schedule or fully spent. */
    SUSPENDED(true),
    /** Grants of members that have not yet spent theirs: what can still take boost. */
    DUE_GRANTS(false),
    /** Members with a live directive. */
    DIRECTED(true),
    /** Of members in treatment buckets, since the period began. */
    TREATMENT_EXPOSURES(true),
    /** Of all merchants in treatment buckets, since the period began. */
    TREATMENT_TOTAL(true),
    /** Of members in holdout buckets, since the period began. */
    HOLDOUT_EXPOSURES(true),
    /** Of all merchants in holdout buckets, since the period began. */
    HOLDOUT_TOTAL(true),
    /** Paid order lines of members credited to treatment buckets, net of refunds. */
    TREATMENT_ORDERS(true),
    /** The same for holdout buckets. */
    HOLDOUT_ORDERS(true),
    /** Relevance lost to charged exposures since the period began. */
    RELEVANCE_LOSS(false),
    /** Merchants that wait for a seat. */
    WAITING(true),
    /** Members, and those who wait for a seat up to the candidate place or may come in already; see SeatSearch. */
    SEATS_WANTED(true);

    private final boolean whole;

    ProgrammeSum(boolean whole) {
        this.whole = whole;
    }

    /** Whether it is a whole number, which is added up exactly. */
    boolean isWhole() {
        return whole;
    }
}

package io.tributary.domain.pool;

/**
 * Partial sums of one programme: of one merchant task, or of all of them together. Exposures unless said otherwise; the
 * fields mean what the schema's ProgrammeReport says.
 */
public record ProgrammeSums(
        long periodStart,
        long members,
        double floors,
        double candidateRate,
        double candidateScale,
        long candidateSum,
        double freeWeight,
        long granted,
        long spent,
        double inFlight,
        long committed,
        long suspended,
        double dueGrants,
        long directed,
        Arms arms,
        double relevanceLoss) {

    /** Exposures and net orders in treatment and holdout buckets, of members and of all merchants. */
    public record Arms(
            long treatmentExposures,
            long treatmentTotal,
            long holdoutExposures,
            long holdoutTotal,
            long treatmentOrders,
            long holdoutOrders) {
        static final Arms NONE = new Arms(0, 0, 0, 0, 0, 0);

        Arms plus(Arms other) {
            return new Arms(
                    treatmentExposures + other.treatmentExposures,
                    treatmentTotal + other.treatmentTotal,
                    holdoutExposures + other.holdoutExposures,
                    holdoutTotal + other.holdoutTotal,
                    treatmentOrders + other.treatmentOrders,
                    holdoutOrders + other.holdoutOrders);
        }
    }

    static ProgrammeSums none(long periodStart) {
        return new ProgrammeSums(periodStart, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Arms.NONE, 0);
    }

    /** The sum; period and candidate are those of the left. */
    ProgrammeSums plus(ProgrammeSums other) {
        return new ProgrammeSums(
                periodStart,
                members + other.members,
                floors + other.floors,
                candidateRate,
                candidateScale,
                candidateSum + other.candidateSum,
                freeWeight + other.freeWeight,
                granted + other.granted,
                spent + other.spent,
                inFlight + other.inFlight,
                committed + other.committed,
                suspended + other.suspended,
                dueGrants + other.dueGrants,
                directed + other.directed,
                arms.plus(other.arms),
                relevanceLoss + other.relevanceLoss);
    }

    /** What a report of an earlier period still says about this one: who is enrolled. */
    ProgrammeSums membersOnly(long newPeriodStart) {
        return new ProgrammeSums(newPeriodStart, members, floors, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Arms.NONE, 0);
    }
}

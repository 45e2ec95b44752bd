package io.tributary.domain.merchant;

import java.util.List;

/** A task's partial sums at a beat; see the schema PoolReport for the meaning of each. */
public record TaskReport(long beat, long time, long rulesDigest, List<Sums> programmes) {

    /** One programme's sums; see the schema ProgrammeReport. */
    public record Sums(
            String programmeId,
            long periodStart,
            long members,
            long floors,
            double candidateRate,
            double candidateFloorScale,
            long candidateSum,
            double freeWeight,
            long granted,
            long spent,
            double inFlight,
            long committed,
            long suspended,
            long dueGrants,
            long directed,
            ProgrammeTally tally,
            long treatmentTotal,
            long holdoutTotal) {}
}

package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.Seating;
import java.util.List;
import java.util.Set;

/**
 * A beat as merchant tasks read it.
 *
 * @param number rises by one
 * @param time service time, epoch milliseconds
 * @param intervalMillis expected time to the next beat
 * @param programmes what each programme tells the tasks
 * @param stopped scopes under the kill switch: ALL, surface:NAME, programme:ID, merchant:ID
 * @param rulesDigest digest of the rules in force
 * @param behindMillis how long before the beat the task had last answered one; 0 while it keeps up
 */
public record BeatTerms(
        long number,
        long time,
        long intervalMillis,
        List<ProgrammeTerms> programmes,
        Set<String> stopped,
        long rulesDigest,
        long behindMillis) {

    /** A beat of a task that keeps up. */
    public BeatTerms(
            long number,
            long time,
            long intervalMillis,
            List<ProgrammeTerms> programmes,
            Set<String> stopped,
            long rulesDigest) {
        this(number, time, intervalMillis, programmes, stopped, rulesDigest, 0);
    }

    /** Before the first beat. */
    public static final BeatTerms NONE = new BeatTerms(0, 0, 1000, List.of(), Set.of(), 0);

    /**
     * One programme at a beat; see the schema ProgrammeBeat for the meaning of each.
     *
     * @param finish planned share at which everything is to be delivered, above 0 to 1
     * @param runsUntil until when it runs in this period, epoch milliseconds
     * @param grantRate -1 when none is in force
     * @param seats up to where they are given; of a programme without seats {@link Seating.Terms#NONE}
     */
    public record ProgrammeTerms(
            String programmeId,
            int version,
            long periodStart,
            long periodEnd,
            long runsUntil,
            boolean active,
            double strength,
            double grantRate,
            long ratedBeat,
            double candidateRate,
            double floorScale,
            double candidateFloorScale,
            double meanProgress,
            double schedule,
            double scheduleAhead,
            double finish,
            double orderRate,
            double lossAllowance,
            Seating.Terms seats) {

        /** Share of the traffic in which everything is to be delivered that has come by now, 0..1. */
        double planned() {
            return Math.min(1, schedule / finish);
        }
    }
}

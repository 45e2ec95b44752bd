package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.experiment.ArmSums;
import io.tributary.domain.ledger.RateEstimate;
import java.util.Map;

/**
 * What a merchant task keeps that changes with every event, for its record.
 *
 * @param counts of events
 * @param tallies by programme
 * @param clock what it has learnt of time
 * @param sweeping whether merchants are still to be visited for the last beat
 */
public record TaskSnapshot(Counts counts, Map<String, Tally> tallies, Clock clock, boolean sweeping) {
    /**
     * Counts of events.
     *
     * @param counters by name, see {@link Counters}
     * @param buckets exposures of all merchants by request bucket
     * @param traffic impressions by surface
     */
    public record Counts(Map<String, Long> counters, long[] buckets, Map<Surface, Long> traffic) {}

    /**
     * What a task has learnt of time, see {@link TaskState#seen}.
     *
     * @param watermark epoch milliseconds
     * @param delayMillis learnt mean delay
     * @param seenDelay sum of delays since the last beat, milliseconds
     * @param seenEvents events of that sum
     * @param eventRate events per millisecond
     */
    public record Clock(long watermark, double delayMillis, long seenDelay, long seenEvents, double eventRate) {}

    /**
     * What a programme's members have had.
     *
     * @param periodStart epoch milliseconds
     * @param committed exposures spent by merchants that left
     * @param relevanceLoss relevance lost to charged exposures
     */
    public record Account(long periodStart, long committed, double relevanceLoss) {}

    /**
     * A programme's tally.
     *
     * @param arms what members had in either arm
     * @param rate of charged exposures
     */
    public record Tally(Account account, ArmSums.Snapshot arms, RateEstimate.Snapshot rate) {}
}

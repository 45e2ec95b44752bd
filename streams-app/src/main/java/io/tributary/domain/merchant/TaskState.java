package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.experiment.BucketTotals;
import io.tributary.domain.experiment.UntoldBuckets;
import io.tributary.domain.state.UnknownSections;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What a merchant task keeps besides its merchants: counters, totals by bucket and surface, ids, the last beat, rules. */
public final class TaskState {
    /** Weight of a new sample in the learnt delay. */
    private static final double DELAY_GAIN = 0.001;
    /** Over which the events of a task are counted to know how many are to come, milliseconds. */
    private static final double RATE_MEMORY = 60_000;
    /** Events that should have come and did not: so many are missed by no chance, though they come by the page. */
    private static final double MISSED = 100;

    private Counters counters = new Counters();
    private BucketTotals buckets = new BucketTotals();
    private final UntoldBuckets untold = new UntoldBuckets();
    private final EarlyVerdicts earlyVerdicts = new EarlyVerdicts();
    private final long[] traffic = new long[Surface.values().length];
    private final Map<String, ProgrammeTally> tallies = new HashMap<>();
    private long latestPeriod = Long.MIN_VALUE;
    private BeatTerms lastBeat = BeatTerms.NONE;
    private long watermark;
    private double delayMillis;
    private long seenDelay;
    private long seenEvents;
    /** Events per millisecond. */
    private double eventRate;

    private long heardUntil;
    private byte[] rules = new byte[0];
    private long longestDelay = Long.MAX_VALUE;
    private UnknownSections unknown = UnknownSections.NONE;
    private boolean sweeping;
    private boolean beatChanged;
    private boolean rulesChanged;

    public Counters counters() {
        return counters;
    }

    public BucketTotals buckets() {
        return buckets;
    }

    /** What was counted by day, group and bucket and not told of yet. */
    public UntoldBuckets untold() {
        return untold;
    }

    /** Verdicts that wait for their impressions. */
    public EarlyVerdicts earlyVerdicts() {
        return earlyVerdicts;
    }

    /** Impressions by surface ordinal. */
    public long traffic(Surface surface) {
        return traffic[surface.ordinal()];
    }

    /** Adds an impression that was counted to the sums, and learns from it. */
    void counted(ImpressionEvent impression, boolean late, boolean charged) {
        counters.impressions++;
        counters.exposures += impression.isExposure() ? 1 : 0;
        counters.charged += charged ? 1 : 0;
        counters.late += late ? 1 : 0;
        traffic[impression.surface().ordinal()]++;
        seen(impression.time());
    }

    Map<String, ProgrammeTally> tallies() {
        return tallies;
    }

    void tally(String programmeId, ProgrammeTally tally) {
        tallies.put(programmeId, tally);
        latestPeriod = Math.max(latestPeriod, tally.periodStart());
    }

    /** Start of the last period of any programme: what happened before it may be of a period that is over. */
    long latestPeriod() {
        return latestPeriod;
    }

    /** The last beat; {@link BeatTerms#NONE} before the first. */
    public BeatTerms lastBeat() {
        return lastBeat;
    }

    /** Time of the last beat; 0 before the first. */
    public long beatTime() {
        return lastBeat.time();
    }

    void lastBeat(BeatTerms beat) {
        listen(lastBeat.time(), beat.time());
        learnDelay();
        lastBeat = beat;
        beatChanged = true;
    }

    /**
     * Latest event time seen, at most {@link #latest()}: what is dated ahead of the service's time does not move it. 0 before the
     * first event after the first beat.
     */
    public long watermark() {
        return watermark;
    }

    /** What is known of the time: events up to the next beat may have it. 0 before the first beat. */
    long latest() {
        return lastBeat.number() == 0 ? 0 : lastBeat.time() + lastBeat.intervalMillis();
    }

    /**
     * @param millis longest delay to be learnt from one event: one that comes after years moves what all others are held against
     *     no further than one that comes after that
     */
    void longestDelay(long millis) {
        longestDelay = millis;
    }

    /** Learnt mean delay from rendering to arrival, milliseconds. */
    public double delayMillis() {
        return delayMillis;
    }

    /** The same, but at most a directive's life: what arrives later than that no longer steers. */
    double delayWithin(long directiveLifeMillis) {
        return Math.min(delayMillis, directiveLifeMillis);
    }

    /**
     * Learns from an event. Arrival is not clocked here: an event arrives, on average, half an interval after the last beat.
     * Only sums are kept until the next beat, because events of different partitions come in no certain order.
     */
    void seen(long eventTime) {
        if (lastBeat.number() > 0) {
            watermark = Math.max(watermark, Math.min(eventTime, latest()));
            long delay = lastBeat.time() - eventTime + lastBeat.intervalMillis() / 2;
            seenDelay += Math.max(0, Math.min(delay, longestDelay));
            seenEvents++;
        }
    }

    /**
     * Up to when events have come as they should, epoch milliseconds: the last beat's time, unless the impressions have stopped or are
     * held up on their way. Which of the two it is cannot be told, and does not matter: without shoppers nobody is boosted.
     */
    public long heardUntil() {
        return heardUntil;
    }

    private void listen(long from, long to) {
        double silence = Math.max(0, to - watermark - delayMillis);
        boolean missed = eventRate * silence > MISSED;
        heardUntil = missed ? watermark : to;
        if (from > 0 && to > from && !missed) {
            double kept = Math.exp((from - to) / RATE_MEMORY);
            eventRate = kept * eventRate + (1 - kept) * seenEvents / (to - from);
        }
    }

    private void learnDelay() {
        if (seenEvents > 0) {
            double mean = (double) seenDelay / seenEvents;
            delayMillis += (1 - Math.pow(1 - DELAY_GAIN, seenEvents)) * (mean - delayMillis);
            seenDelay = 0;
            seenEvents = 0;
        }
    }

    /** Whether merchants are still to be visited for the last beat. */
    boolean isSweeping() {
        return sweeping;
    }

    void sweeping(boolean now) {
        sweeping = now;
    }

    /** The rules in force in the form the topology stored them; empty before the first. */
    public byte[] rules() {
        return rules.clone();
    }

    public void rules(byte[] encoded) {
        rules = encoded.clone();
        rulesChanged = true;
    }

    /** Whether the last beat is another than was last written. */
    public boolean isBeatChanged() {
        return beatChanged;
    }

    /** Whether the rules are others than were last written. */
    public boolean isRulesChanged() {
        return rulesChanged;
    }

    /** Takes back what was written of the last beat. */
    public void restore(BeatTerms beat) {
        lastBeat = beat;
    }

    /** Takes back what was written of the rules, a piece after the other. */
    public void restoreMore(byte[] encodedRules) {
        byte[] whole = Arrays.copyOf(rules, rules.length + encodedRules.length);
        System.arraycopy(encodedRules, 0, whole, rules.length, encodedRules.length);
        rules = whole;
    }

    /** Notes that its records are written. */
    public void written() {
        beatChanged = false;
        rulesChanged = false;
        earlyVerdicts.written();
    }

    /** Sections of its records that only a newer service knows. */
    public UnknownSections unknown() {
        return unknown;
    }

    /** Carries these from now on. */
    public void carry(UnknownSections sections) {
        unknown = sections;
    }

    /** What changes with every event: all but the last beat and the rules. */
    public TaskSnapshot snapshot() {
        Map<Surface, Long> bySurface = new EnumMap<>(Surface.class);
        for (Surface surface : Surface.values()) {
            bySurface.put(surface, traffic(surface));
        }
        Map<String, TaskSnapshot.Tally> byProgramme = new HashMap<>();
        tallies.forEach((programmeId, tally) -> byProgramme.put(programmeId, tally.snapshot()));
        return new TaskSnapshot(
                new TaskSnapshot.Counts(counters.byName(), buckets.byBucket(), bySurface),
                byProgramme,
                new TaskSnapshot.Clock(watermark, delayMillis, seenDelay, seenEvents, eventRate),
                sweeping);
    }

    /** Takes back what {@link #snapshot} gave, in a new task. */
    public void restore(TaskSnapshot snapshot) {
        counters = Counters.of(snapshot.counts().counters());
        buckets = BucketTotals.of(snapshot.counts().buckets());
        snapshot.counts().traffic().forEach((surface, count) -> traffic[surface.ordinal()] = count);
        snapshot.tallies().forEach((programmeId, tally) -> tally(programmeId, ProgrammeTally.restored(tally)));
        watermark = snapshot.clock().watermark();
        delayMillis = snapshot.clock().delayMillis();
        seenDelay = snapshot.clock().seenDelay();
        seenEvents = snapshot.clock().seenEvents();
        eventRate = snapshot.clock().eventRate();
        sweeping = snapshot.sweeping();
    }
}

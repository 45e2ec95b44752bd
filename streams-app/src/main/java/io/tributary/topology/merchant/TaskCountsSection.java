package io.tributary.topology.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Surface;
import io.tributary.domain.experiment.ArmSums;
import io.tributary.domain.experiment.UntoldBuckets;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.merchant.TaskSnapshot;
import io.tributary.engine.StoredTask;
import io.tributary.engine.dedup.ImpressionWindow;
import io.tributary.engine.journal.CountJournal;
import io.tributary.state.v1.IdWindowIndex;
import io.tributary.state.v1.JournalIndex;
import io.tributary.state.v1.TallyState;
import io.tributary.state.v1.TaskCountsState;
import io.tributary.state.v1.UntoldDayIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Section “counts” of a merchant task. */
final class TaskCountsSection {
    private TaskCountsSection() {}

    /** After the segments of ids and journal were written. */
    static TaskCountsState of(StoredTask stored) {
        TaskSnapshot task = stored.state().snapshot();
        List<Long> buckets = new ArrayList<>();
        for (long each : task.counts().buckets()) {
            buckets.add(each);
        }
        Map<String, Long> traffic = new HashMap<>();
        task.counts().traffic().forEach((surface, count) -> traffic.put(surface.name(), count));
        Map<String, TallyState> tallies = new HashMap<>();
        task.tallies().forEach((programmeId, tally) -> tallies.put(programmeId, of(tally)));
        TaskCountsState state = new TaskCountsState();
        state.setCounters(task.counts().counters());
        state.setBuckets(buckets);
        state.setTraffic(traffic);
        state.setImpressionIds(of(stored.impressions().index()));
        state.setJournal(of(stored.journal().index()));
        state.setTallies(tallies);
        state.setWatermark(task.clock().watermark());
        state.setDelayMillis(task.clock().delayMillis());
        state.setSeenDelay(task.clock().seenDelay());
        state.setSeenEvents(task.clock().seenEvents());
        state.setEventRate(task.clock().eventRate());
        state.setSweeping(task.sweeping());
        state.setUntoldDays(stored.state().untold().index().stream()
                .map(day -> new UntoldDayIndex(day.start(), day.end()))
                .toList());
        return state;
    }

    private static IdWindowIndex of(ImpressionWindow.Index index) {
        return new IdWindowIndex(
                index.nextNumber(), index.segments(), index.skipped(), index.beat(), index.droppedEarly());
    }

    private static JournalIndex of(CountJournal.Index index) {
        return new JournalIndex(index.nextNumber(), index.segments(), index.end());
    }

    private static TallyState of(TaskSnapshot.Tally tally) {
        TallyState state = new TallyState();
        state.setPeriodStart(tally.account().periodStart());
        state.setBegan(tally.arms().began());
        state.setCommitted(tally.account().committed());
        state.setTreatmentExposures(tally.arms().exposures().treatment());
        state.setHoldoutExposures(tally.arms().exposures().holdout());
        state.setTreatmentOrders(tally.arms().orders().treatment());
        state.setHoldoutOrders(tally.arms().orders().holdout());
        state.setTreatmentBase(tally.arms().base().treatment());
        state.setHoldoutBase(tally.arms().base().holdout());
        state.setHoldoutFrom(tally.arms().holdout().from());
        state.setHoldoutTo(tally.arms().holdout().to());
        state.setRelevanceLoss(tally.account().relevanceLoss());
        state.setRate(tally.rate().rate());
        state.setRateAt(tally.rate().at());
        return state;
    }

    static TaskSnapshot snapshot(TaskCountsState state) {
        long[] buckets = state.getBuckets().stream().mapToLong(each -> each).toArray();
        Map<Surface, Long> traffic = new EnumMap<>(Surface.class);
        state.getTraffic().forEach((surface, count) -> traffic.put(Surface.valueOf(surface), count));
        Map<String, TaskSnapshot.Tally> tallies = new HashMap<>();
        state.getTallies().forEach((programmeId, tally) -> tallies.put(programmeId, tally(tally)));
        return new TaskSnapshot(
                new TaskSnapshot.Counts(state.getCounters(), buckets, traffic),
                tallies,
                new TaskSnapshot.Clock(
                        state.getWatermark(),
                        state.getDelayMillis(),
                        state.getSeenDelay(),
                        state.getSeenEvents(),
                        state.getEventRate()),
                state.getSweeping());
    }

    static ImpressionWindow.Index impressions(TaskCountsState state) {
        IdWindowIndex ids = state.getImpressionIds();
        return new ImpressionWindow.Index(
                ids.getNextNumber(), ids.getSegments(), ids.getSkipped(), ids.getBeat(), ids.getDroppedEarly());
    }

    static List<UntoldBuckets.Day> untoldDays(TaskCountsState state) {
        return state.getUntoldDays().stream()
                .map(day -> new UntoldBuckets.Day(day.getStart(), day.getEnd()))
                .toList();
    }

    static CountJournal.Index journal(TaskCountsState state) {
        JournalIndex journal = state.getJournal();
        return new CountJournal.Index(journal.getNextNumber(), journal.getSegments(), journal.getEnd());
    }

    private static TaskSnapshot.Tally tally(TallyState state) {
        return new TaskSnapshot.Tally(
                new TaskSnapshot.Account(state.getPeriodStart(), state.getCommitted(), state.getRelevanceLoss()),
                new ArmSums.Snapshot(
                        state.getBegan(),
                        new BucketRange(state.getHoldoutFrom(), state.getHoldoutTo()),
                        new ArmSums.Sides(state.getTreatmentExposures(), state.getHoldoutExposures()),
                        new ArmSums.Sides(state.getTreatmentOrders(), state.getHoldoutOrders()),
                        new ArmSums.Sides(state.getTreatmentBase(), state.getHoldoutBase())),
                new RateEstimate.Snapshot(state.getRate(), state.getRateAt()));
    }
}

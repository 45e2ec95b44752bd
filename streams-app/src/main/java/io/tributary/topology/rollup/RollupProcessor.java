package io.tributary.topology.rollup;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.domain.rollup.DayMember;
import io.tributary.domain.rollup.GroupTotals;
import io.tributary.domain.rollup.MerchantRows;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.rollup.RollupStore.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds merchants' window rows, keyed by programme, into groups, and publishes the groups that changed at a steady pace:
 * one record for many merchants, instead of one for each.
 */
final class RollupProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    /** Keeps a publication short when much has grown old at once. */
    private static final int FORGET_AT_ONCE = 5_000;
    /** Windows are minutes at least: looking for old ones more often finds nothing. */
    private static final long FORGET_EVERY_MILLIS = 60_000;

    private final RollupPolicy policy;
    private final Set<Group> changed = new LinkedHashSet<>();
    private ProcessorContext<String, SpecificRecord> context;
    private RollupStore store;
    private DayPublisher days;
    private ProgrammeEvents events;
    private long forgottenBefore = Long.MIN_VALUE;
    /** When the last record came by the clock on the wall, epoch milliseconds. */
    private long cameAt;
    /** Minutes that began before are forgotten; in this life. */
    private long minutesForgottenBefore;

    RollupProcessor(RollupPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        store = null;
        cameAt = context.currentSystemTimeMs();
        context.schedule(Duration.ofMillis(policy.publishMillis()), PunctuationType.WALL_CLOCK_TIME, now -> {
            open();
            publishChanged();
            publishSilentDays(now);
        });
    }

    /** Goes on from what is stored, once it is there. */
    private void open() {
        if (store != null) {
            return;
        }
        KeyValueStore<String, byte[]> kept = context.getStateStore(RollupTopology.STORE);
        store = new RollupStore(kept);
        DayStore dayStore = new DayStore(kept, store.writers());
        days = new DayPublisher(store, dayStore, policy);
        events = new ProgrammeEvents(dayStore, policy.zone());
        store.forEachChanged((group, totals) -> changed.add(group));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        open();
        cameAt = context.currentSystemTimeMs();
        days.reached(context.currentStreamTimeMs(), this::forwardDay);
        if (record.value() instanceof ConversionMetric row) {
            fold(record.key(), row);
        } else if (record.value() instanceof MerchantDay day) {
            requireKept("standing", day.getMerchantId(), day.getWindowStart(), policy.retentionMillis());
            days.stood(day);
        } else if (record.value() instanceof Awareness awareness) {
            days.aware(record.key(), awareness);
        } else if (record.value() instanceof MerchantDecisions decisions) {
            requireKept("decision", decisions.getMerchantId(), decisions.getDecidedAt(), policy.retentionMillis());
            events.decided(record.key(), decisions);
        } else if (record.value() instanceof BenefitChange change) {
            requireKept("benefit", change.getMerchantId(), change.getTime(), policy.retentionMillis());
            events.changed(change);
        }
    }

    private void fold(String programmeId, ConversionMetric row) {
        requireUsable(row);
        Group group = new Group(row.getWindowStart(), row.getWindowSize(), programmeId);
        MerchantRows known = store.rows(group, row.getMerchantId()).orElse(null);
        MerchantRows rows = known == null ? new MerchantRows() : known;
        MerchantRows.Slot slot = RollupRecords.slot(row);
        rows.accept(slot, RollupRecords.row(row, programmeId)).ifPresent(change -> {
            GroupTotals totals = store.group(group).orElseGet(() -> new GroupTotals(row.getWindowEnd()));
            totals.fold(slot.arm(), change, known == null);
            rows.place(RollupRecords.place(row));
            store.keep(group, row.getMerchantId(), rows);
            store.keep(group, totals);
            changed.add(group);
            if (row.getWindowSize() == WindowSize.DAY) {
                days.counted(
                        new DayMember.Window(programmeId, row.getWindowStart(), row.getWindowEnd()),
                        row.getMerchantId(),
                        rows);
            }
        });
    }

    private void requireUsable(ConversionMetric row) {
        if (row.getWindowSize() == WindowSize.UNKNOWN || row.getWindowStart() < 0) {
            throw new InvalidRecordException("metric of merchant " + row.getMerchantId() + ": window size "
                    + row.getWindowSize() + " from " + row.getWindowStart()
                    + " cannot be rolled up; upgrade this service if the size is a new one");
        }
        boolean isMinute = row.getWindowSize() == WindowSize.MINUTE;
        long retention = isMinute ? policy.minutesRetentionMillis() : policy.retentionMillis();
        requireKept("metric", row.getMerchantId(), row.getWindowStart(), retention);
    }

    private void requireKept(String what, String merchantId, long windowStart, long retentionMillis) {
        if (windowStart < oldest(retentionMillis)) {
            throw new InvalidRecordException(what + " of merchant " + merchantId + ": window " + windowStart
                    + " is older than the roll-up remembers (" + retentionMillis
                    + " ms); the programme's figures stay as published");
        }
    }

    private long oldest(long retentionMillis) {
        return context.currentStreamTimeMs() - retentionMillis;
    }

    private void publishChanged() {
        List<Group> groups = new ArrayList<>(changed);
        changed.clear();
        for (Group group : groups) {
            store.group(group).ifPresent(totals -> publish(group, totals));
        }
        forget();
    }

    private void forget() {
        long before = oldest(policy.retentionMillis());
        if (before - FORGET_EVERY_MILLIS >= forgottenBefore && !store.forget(before, FORGET_AT_ONCE)) {
            forgottenBefore = before;
        }
        long minutesBefore = oldest(policy.minutesRetentionMillis());
        if (minutesBefore - FORGET_EVERY_MILLIS >= minutesForgottenBefore) {
            minutesForgottenBefore =
                    store.forgetMinutes(Math.max(minutesForgottenBefore, before), minutesBefore, FORGET_AT_ONCE);
        }
    }

    private void publishSilentDays(long wallTime) {
        if (wallTime - cameAt >= policy.dayMillis()) {
            days.silent(Math.max(0, context.currentStreamTimeMs()), this::forwardDay);
        }
    }

    private void forwardDay(String programmeId, SpecificRecord record) {
        context.forward(new Record<>(programmeId, record, days.minute()));
    }

    private void publish(Group group, GroupTotals totals) {
        int revision = totals.publish();
        store.keep(group, totals);
        // Before the first record of a life without committed offsets there is none.
        long time = Math.max(0, context.currentStreamTimeMs());
        ProgrammeMetric metric = ProgrammeMetric.newBuilder()
                .setProgrammeId(group.programmeId())
                .setWindowSize(group.size())
                .setWindowStart(group.windowStart())
                .setWindowEnd(totals.windowEnd())
                .setTime(time)
                .setRevision(revision)
                .setMerchants(totals.merchants())
                .setStatus(WindowStatus.valueOf(totals.status().name()))
                .setArms(RollupRecords.arms(totals.arms()))
                .build();
        context.forward(new Record<>(group.programmeId(), metric, time));
    }
}

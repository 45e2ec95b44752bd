package io.tributary.topology.experiment;

import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.experiment.BucketScope;
import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.domain.experiment.PageTotals;
import io.tributary.domain.experiment.ToldMinutes;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.WindowSize;
import io.tributary.events.v1.PageCount;
import io.tributary.experiment.v1.BucketSums;
import io.tributary.experiment.v1.Uplift;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.state.v1.ExperimentHeadState;
import io.tributary.state.v1.ExperimentVersionState;
import io.tributary.topology.BucketRecords;
import io.tributary.topology.InvalidRecordException;
import java.util.Collections;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Adds up what merchant tasks tell, and publishes what support caused each time when all tasks have told what they counted until then. It
 * follows the time that tasks tell, and no clock: a replay publishes the same.
 *
 * <p>A task's times rise. So a time until which it has told already says that its state was made anew, and that it counts its inputs again:
 * that is left out, since it is in the sums. What such a state tells first may hold in one sum what was told and what was not, when the
 * service had been stopped for longer than beats are kept: of this only days are taken that began after what was told last.
 */
final class ExperimentProcessor implements Processor<String, IndexedRecord, String, Uplift> {
    private final ExperimentPolicy policy;
    private final DayCalendar calendar;
    private ProcessorContext<String, Uplift> context;
    private ExperimentStore store;
    private ExperimentHeadState head;
    private UpliftPublication publication;

    ExperimentProcessor(ExperimentPolicy policy) {
        this.policy = policy;
        this.calendar = new DayCalendar(policy.zone());
    }

    @Override
    public void init(ProcessorContext<String, Uplift> newContext) {
        context = newContext;
        store = new ExperimentStore(context.getStateStore(ExperimentTopology.STORE));
        head = null;
    }

    @Override
    public void process(Record<String, IndexedRecord> record) {
        if (record.value() == null) {
            throw new InvalidRecordException("value: is missing, must be what was counted");
        }
        try {
            RecordBounds.check(record.value());
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
        if (head == null) {
            head = store.head();
            publication = new UpliftPublication(policy, store);
        }
        if (record.value() instanceof BucketSums sums) {
            add(sums);
        } else if (record.value() instanceof PageCount pages) {
            add(pages);
        }
    }

    private void add(BucketSums sums) {
        BucketReport report = BucketRecords.report(sums);
        Long told = head.getTasks().get(Integer.toString(sums.getTask()));
        if (told != null && report.time() <= told) {
            return;
        }
        long oldest = head.getPublishedUntil() - policy.retentionMillis();
        if (!sums.getBuckets().isEmpty()) {
            if (report.dayEnd() <= oldest) {
                throw new InvalidRecordException("dayStart: is " + report.dayStart() + ", older than the "
                        + policy.retentionMillis() + " ms that days are kept; figures stay as published");
            }
            if (told == null || !report.first() || report.dayStart() > told) {
                add(report);
            }
        }
        if (sums.getComplete()) {
            head.getTasks().put(Integer.toString(sums.getTask()), report.time());
            long until = Collections.min(head.getTasks().values());
            if (interval(until) > interval(head.getPublishedUntil())) {
                publication.publish(until, (key, uplift) -> context.forward(new Record<>(key, uplift, until)));
                head.setPublishedUntil(until);
                store.forget(until - policy.retentionMillis());
            }
            store.keep(head);
        }
    }

    private long interval(long time) {
        return Math.floorDiv(time, policy.publishMillis());
    }

    private void add(BucketReport report) {
        BucketCounts counts = store.day(report.dayStart(), report.group())
                .map(ExperimentStore.Day::counts)
                .orElseGet(BucketCounts::new);
        counts.add(report.counts());
        store.keep(report.dayStart(), report.group(), new ExperimentStore.Day(counts, report.dayEnd(), true));
        publication.changed(report.dayStart(), report.dayEnd());
        if (report.group().scope() == BucketScope.PROGRAMME) {
            note(report);
        }
    }

    private void note(BucketReport report) {
        String programmeId = report.group().programmeId();
        int number = report.group().version();
        ExperimentVersionState version = store.version(programmeId, number)
                .orElseGet(() -> new ExperimentVersionState(
                        report.group().holdout().from(),
                        report.group().holdout().to(),
                        report.dayStart(),
                        report.dayStart(),
                        report.dayEnd()));
        version.setFirstDay(Math.min(version.getFirstDay(), report.dayStart()));
        if (report.dayStart() >= version.getLastDay()) {
            version.setLastDay(report.dayStart());
            version.setLastDayEnd(report.dayEnd());
        }
        store.keep(programmeId, number, version);
    }

    /** Adds pages, unless their minute of this surface and bucket is known; minutes may come in any order within an hour. */
    private void add(PageCount count) {
        String key = count.getSurface() + "/" + count.getBucket();
        ToldMinutes told = store.minutes(key);
        if (told.isForgotten(count.getMinute())) {
            throw new InvalidRecordException("minute: is " + count.getMinute() + ", " + ToldMinutes.SPAN
                    + " minutes or more before " + told.latest() + ", the latest of " + key
                    + ": whether it was told before is not known any more");
        }
        if (told.contains(count.getMinute())) {
            return;
        }
        long start = calendar.start(WindowSize.DAY, count.getMinute());
        PageTotals pages = store.pages(start).orElseGet(PageTotals::new);
        pages.add(count.getBucket(), count.getPages());
        store.keepPages(start, calendar.end(WindowSize.DAY, count.getMinute()), pages);
        store.keep(key, told.with(count.getMinute()));
    }
}

package io.tributary.domain.merchant;

import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketGroup;
import io.tributary.domain.experiment.BucketReport;
import io.tributary.domain.experiment.UntoldDay;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.WindowSize;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells of what was counted by bucket, with the first beat of each minute. */
final class BucketReports {
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    /** The same after a restart, whatever the order in which they were stored. */
    private static final Comparator<BucketGroup> ORDER = Comparator.comparing(BucketGroup::scope)
            .thenComparing(BucketGroup::programmeId)
            .thenComparing(BucketGroup::version)
            .thenComparing(BucketGroup::stage)
            .thenComparing(group -> group.holdout().from())
            .thenComparing(group -> group.holdout().to());

    private final TaskState state;
    private final DayCalendar calendar;
    private final Outbox outbox;

    BucketReports(TaskState state, DayCalendar calendar, Outbox outbox) {
        this.state = state;
        this.calendar = calendar;
        this.outbox = outbox;
    }

    /**
     * Tells of all when a minute has passed. The last record says that it is the last, and is there also when nothing was counted: so
     * that whoever adds them up knows until when all tasks have told.
     *
     * @param last service time of the beat before, epoch milliseconds; 0 when there was none
     */
    void beat(long last, long now) {
        if (Math.floorDiv(last, MINUTE) == Math.floorDiv(now, MINUTE)) {
            return;
        }
        boolean first = last == 0;
        long today = calendar.start(WindowSize.DAY, now);
        BucketCounts allToday = new BucketCounts();
        for (UntoldDay day : state.untold().days()) {
            List<BucketGroup> groups =
                    day.groups().keySet().stream().sorted(ORDER).toList();
            for (BucketGroup group : groups) {
                BucketCounts counts = day.groups().get(group);
                if (day.start() == today && group.equals(BucketGroup.MERCHANTS)) {
                    allToday = counts;
                } else {
                    outbox.buckets(new BucketReport(first, now, group, day.start(), day.end(), counts), false);
                }
            }
        }
        long end = calendar.end(WindowSize.DAY, now);
        outbox.buckets(new BucketReport(first, now, BucketGroup.MERCHANTS, today, end, allToday), true);
        state.untold().told();
    }
}

package io.tributary.topology.experiment;

import io.tributary.domain.Stage;
import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketGroup;
import io.tributary.domain.experiment.Observed;
import io.tributary.domain.experiment.PageTotals;
import io.tributary.topology.experiment.ExperimentStore.ProgrammeGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Sums over days. What several programmes ask for in one publication is added up once. */
final class WindowSums {
    /** What buckets did before a version began is looked for in this time. */
    private static final long BEFORE_MILLIS = TimeUnit.DAYS.toMillis(14);

    private static final double DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final ExperimentStore store;
    /** Ends by starts of the days that have sums. */
    private final NavigableMap<Long, Long> days = new TreeMap<>();

    private final Map<String, BucketCounts> known = new HashMap<>();

    WindowSums(ExperimentStore store) {
        this.store = store;
    }

    /** Notes a day that has sums. */
    void day(long start, long end) {
        days.put(start, end);
    }

    /** Start of the first day that is kept. */
    long firstDay() {
        return days.firstKey();
    }

    /** Days that have sums, the last one first. */
    Iterable<Long> daysFromTheLast() {
        return days.descendingKeySet();
    }

    /** End of a day that has sums. */
    long end(long start) {
        return days.get(start);
    }

    /** Begins a publication: forgets what was asked for the last one, and days that are no longer kept. */
    void begin(long oldest) {
        known.clear();
        days.headMap(oldest).clear();
    }

    /** Sums of a programme's merchants, of all stages where none is given, over days from first to last. */
    BucketCounts sum(ProgrammeGroup group, long first, long last) {
        BucketCounts sum = new BucketCounts();
        for (Stage stage : group.stage() == null ? Stage.values() : new Stage[] {group.stage()}) {
            ProgrammeGroup part = new ProgrammeGroup(group.programmeId(), group.version(), stage);
            sum.add(sum(first, last, day -> store.day(day, part)));
        }
        return sum;
    }

    /** Sums of a group that is of no programme. */
    BucketCounts sum(BucketGroup group, long first, long last) {
        return known.computeIfAbsent(
                group.scope() + "/" + first + "/" + last, unknown -> sum(first, last, day -> store.day(day, group)));
    }

    private BucketCounts sum(long first, long last, LongFunction<Optional<ExperimentStore.Day>> each) {
        BucketCounts sum = new BucketCounts();
        for (long day : days.subMap(first, true, last, true).keySet()) {
            each.apply(day).ifPresent(found -> sum.add(found.counts()));
        }
        return sum;
    }

    /** Pages over days from first to last; null when those of a day are not known. */
    PageTotals pages(long first, long last) {
        PageTotals sum = new PageTotals();
        for (long day : days.subMap(first, true, last, true).keySet()) {
            Optional<PageTotals> pages = store.pages(day);
            if (pages.isEmpty()) {
                return null;
            }
            sum.add(pages.get());
        }
        return sum;
    }

    /** What is known of the time before a day; null for nothing. */
    Observed.Before before(long first) {
        NavigableMap<Long, Long> earlier = days.subMap(first - BEFORE_MILLIS, true, first, false);
        if (earlier.isEmpty()) {
            return null;
        }
        long from = earlier.firstKey();
        long to = earlier.lastKey();
        double length = earlier.entrySet().stream()
                        .mapToLong(day -> day.getValue() - day.getKey())
                        .sum()
                / DAY_MILLIS;
        return new Observed.Before(sum(BucketGroup.MERCHANTS, from, to), pages(from, to), length);
    }
}

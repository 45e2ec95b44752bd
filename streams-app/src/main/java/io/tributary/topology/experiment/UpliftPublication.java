package io.tributary.topology.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.experiment.Arms;
import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketGroup;
import io.tributary.domain.experiment.Comparison;
import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.domain.experiment.Looks;
import io.tributary.domain.experiment.Observed;
import io.tributary.experiment.v1.Uplift;
import io.tributary.state.v1.ExperimentRowState;
import io.tributary.state.v1.ExperimentVersionState;
import io.tributary.topology.experiment.ExperimentStore.ProgrammeGroup;
import io.tributary.topology.experiment.UpliftRow.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Publishes rows whose days have changed, and those that settle because their time is over. */
final class UpliftPublication {
    private static final double DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    /** For how long an experiment is planned: the confidence sequences to date are narrowest then. */
    private static final double PLANNED_DAYS = 14;

    private final ExperimentPolicy policy;
    private final ExperimentStore store;
    private final WindowSums sums;
    /** Starts of days with sums that are not published. */
    private final Set<Long> changed = new TreeSet<>();
    /** Ends of the windows of rows that are not settled. */
    private final Map<UpliftRow, Long> open = new HashMap<>();

    /**
     * The days of a row.
     *
     * @param first start of the first day
     * @param last start of the last day
     * @param end of the last day
     * @param began first day of the versions that are compared: before it nobody was supported by them
     */
    private record Days(long first, long last, long end, long began) {}

    UpliftPublication(ExperimentPolicy policy, ExperimentStore store) {
        this.policy = policy;
        this.store = store;
        this.sums = new WindowSums(store);
        store.forEachDay((start, day) -> {
            sums.day(start, day.end());
            if (day.changed()) {
                changed.add(start);
            }
        });
        store.forEachRow((row, state) -> {
            if (!state.getSettled()) {
                open.put(row, state.getWindowEnd());
            }
        });
    }

    /** Notes that a day's sums have changed. */
    void changed(long start, long end) {
        sums.day(start, end);
        changed.add(start);
    }

    /**
     * Publishes what there is. A day that has not begun in service time, since its events are dated a little ahead, waits.
     *
     * @param until service time until which all tasks have told
     * @param output takes keys and records
     */
    void publish(long until, BiConsumer<String, Uplift> output) {
        sums.begin(until - policy.retentionMillis());
        Set<UpliftRow> rows = new LinkedHashSet<>();
        for (long day : List.copyOf(changed)) {
            if (day < until) {
                rows.addAll(rowsOf(day));
                changed.remove(day);
                store.published(day);
            }
        }
        open.entrySet().stream()
                .filter(each -> isSettled(each.getValue(), until))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(UpliftRow::key))
                .forEach(rows::add);
        rows.forEach(row -> publish(row, until, output));
    }

    private boolean isSettled(long windowEnd, long until) {
        return windowEnd + policy.graceMillis() <= until;
    }

    private Set<UpliftRow> rowsOf(long day) {
        Set<UpliftRow> rows = new LinkedHashSet<>();
        List<ProgrammeGroup> groups = store.groups(day);
        for (ProgrammeGroup group : groups) {
            long first = version(group).getFirstDay();
            for (Stage stage : new Stage[] {group.stage(), null}) {
                rows.add(new UpliftRow(group.programmeId(), group.version(), stage, Window.DAY, day));
                rows.add(new UpliftRow(group.programmeId(), group.version(), stage, Window.TO_DATE, first));
            }
        }
        if (!groups.isEmpty()) {
            rows.add(new UpliftRow(UpliftRow.ALL, 0, null, Window.DAY, day));
            lastDay()
                    .ifPresent(last ->
                            rows.add(new UpliftRow(UpliftRow.ALL, 0, null, Window.TO_DATE, began(store.groups(last)))));
        }
        return rows;
    }

    private ExperimentVersionState version(ProgrammeGroup group) {
        return store.version(group.programmeId(), group.version()).orElseThrow();
    }

    /** The last day on which any programme counted something. */
    private Optional<Long> lastDay() {
        for (long day : sums.daysFromTheLast()) {
            if (!store.groups(day).isEmpty()) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** Since when all of these are compared: the first day of the youngest. */
    private long began(List<ProgrammeGroup> groups) {
        return groups.stream()
                .mapToLong(group -> version(group).getFirstDay())
                .max()
                .orElseThrow();
    }

    private void publish(UpliftRow row, long until, BiConsumer<String, Uplift> output) {
        Days days = days(row);
        if (days == null) {
            open.remove(row);
            return;
        }
        ExperimentRowState state =
                store.row(row).orElseGet(() -> new ExperimentRowState(days.end, 0, false, new HashMap<>()));
        boolean wasSettled = state.getSettled() && state.getWindowEnd() == days.end;
        long countedUntil = Math.min(until, days.end);
        double elapsed = (countedUntil - days.first) / DAY_MILLIS;
        double planned = row.window() == Window.DAY ? (days.end - days.first) / DAY_MILLIS : PLANNED_DAYS;
        Looks looks = new Looks(state.getNarrowest(), elapsed, planned);
        Comparison comparison = Comparison.of(arms(row, days), observed(row, days, elapsed), looks);
        boolean isSettled = isSettled(days.end, until);
        state.setWindowEnd(days.end);
        state.setRevision(state.getRevision() + 1);
        state.setSettled(isSettled);
        state.setNarrowest(new HashMap<>(looks.narrowest()));
        store.keep(row, state);
        if (isSettled) {
            open.remove(row);
        } else {
            open.put(row, days.end);
        }
        Uplift record = UpliftRecords.record(row, comparison);
        record.setWindowEnd(days.end);
        record.setCountedUntil(countedUntil);
        record.setTime(until);
        record.setRevision(state.getRevision());
        record.setStatus(UpliftRecords.status(isSettled, wasSettled));
        output.accept(row.key(), record);
    }

    /** Null when another row has taken the place of this one, or its days are not kept any more. */
    private Days days(UpliftRow row) {
        if (row.window() == Window.DAY) {
            long began = row.isOfAll()
                    ? began(store.groups(row.start()))
                    : version(group(row)).getFirstDay();
            return new Days(row.start(), row.start(), sums.end(row.start()), began);
        }
        if (row.isOfAll()) {
            long last = lastDay().orElseThrow();
            long began = began(store.groups(last));
            return began == row.start() ? new Days(began, last, sums.end(last), began) : null;
        }
        ExperimentVersionState version = version(group(row));
        if (version.getFirstDay() != row.start()) {
            return null;
        }
        long first = Math.max(row.start(), sums.firstDay());
        return new Days(first, version.getLastDay(), version.getLastDayEnd(), first);
    }

    private static ProgrammeGroup group(UpliftRow row) {
        return new ProgrammeGroup(row.programmeId(), row.version(), row.stage());
    }

    private Arms arms(UpliftRow row, Days days) {
        List<ProgrammeGroup> groups = row.isOfAll() ? store.groups(days.last) : List.of(group(row));
        List<BucketRange> holdouts = new ArrayList<>();
        for (ProgrammeGroup group : groups) {
            ExperimentVersionState version = version(group);
            holdouts.add(new BucketRange(version.getHoldoutFrom(), version.getHoldoutTo()));
        }
        return Arms.of(holdouts);
    }

    private Observed observed(UpliftRow row, Days days, double elapsed) {
        BucketCounts members = sums.sum(BucketGroup.MEMBERS, days.first, days.last);
        return new Observed(
                row.isOfAll() ? members : sums.sum(group(row), days.first, days.last),
                members,
                sums.sum(BucketGroup.MERCHANTS, days.first, days.last),
                sums.pages(days.first, days.last),
                elapsed,
                sums.before(days.began));
    }
}

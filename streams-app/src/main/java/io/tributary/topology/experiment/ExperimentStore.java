package io.tributary.topology.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.experiment.BucketCounts;
import io.tributary.domain.experiment.BucketGroup;
import io.tributary.domain.experiment.BucketScope;
import io.tributary.domain.experiment.PageTotals;
import io.tributary.domain.experiment.ToldMinutes;
import io.tributary.state.v1.ExperimentDayState;
import io.tributary.state.v1.ExperimentHeadState;
import io.tributary.state.v1.ExperimentMinuteState;
import io.tributary.state.v1.ExperimentRowState;
import io.tributary.state.v1.ExperimentVersionState;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntToLongFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sums by day and group, versions, and what was published. Keys of days begin with their start, so what is too old lies together. */
final class ExperimentStore {
    private static final String DAY = "day/";
    private static final String PAGES = "pages/";
    private static final String VERSION = "version/";
    private static final String ROW = "row/";
    private static final String MINUTE = "minute/";
    private static final String HEAD = "head";
    private static final String SCHEMA = "schema/";
    /** Digits of a day's start: enough for every time until the year 5138. */
    private static final String START = "%014d";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<ExperimentDayState> days;
    private final StateCodec<ExperimentVersionState> versions;
    private final StateCodec<ExperimentRowState> rows;
    private final StateCodec<ExperimentMinuteState> minutes;
    private final StateCodec<ExperimentHeadState> heads;

    ExperimentStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        WriterSchemas writers = WriterSchemas.in(store, SCHEMA);
        days = new StateCodec<>(ExperimentDayState.getClassSchema(), writers);
        versions = new StateCodec<>(ExperimentVersionState.getClassSchema(), writers);
        rows = new StateCodec<>(ExperimentRowState.getClassSchema(), writers);
        minutes = new StateCodec<>(ExperimentMinuteState.getClassSchema(), writers);
        heads = new StateCodec<>(ExperimentHeadState.getClassSchema(), writers);
    }

    /**
     * A group's sums of a day.
     *
     * @param end of the day, epoch milliseconds
     * @param changed whether they changed since they were published
     */
    record Day(BucketCounts counts, long end, boolean changed) {}

    /** A group of a programme, by its parts that are in keys. */
    record ProgrammeGroup(String programmeId, int version, Stage stage) {}

    Optional<Day> day(long start, BucketGroup group) {
        return day(dayKey(start, path(group)));
    }

    Optional<Day> day(long start, ProgrammeGroup group) {
        return day(dayKey(start, path(group)));
    }

    private Optional<Day> day(String key) {
        return Optional.ofNullable(store.get(key)).map(days::decode).map(ExperimentStore::day);
    }

    void keep(long start, BucketGroup group, Day day) {
        store.put(dayKey(start, path(group)), days.encode(state(day)));
    }

    /** The groups of programmes that have counted something on a day. */
    List<ProgrammeGroup> groups(long start) {
        List<ProgrammeGroup> groups = new ArrayList<>();
        String prefix = dayKey(start, BucketScope.PROGRAMME + "/");
        try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + Character.MAX_VALUE)) {
            while (all.hasNext()) {
                String[] parts = all.next().key.substring(prefix.length()).split("/");
                groups.add(new ProgrammeGroup(parts[0], Integer.parseInt(parts[1]), Stage.valueOf(parts[2])));
            }
        }
        return groups;
    }

    /** Each day that has sums, as often as it has groups, with whether these have changed. */
    void forEachDay(BiConsumer<Long, Day> action) {
        try (KeyValueIterator<String, byte[]> all = store.range(DAY, DAY + Character.MAX_VALUE)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                long start = Long.parseLong(entry.key.split("/", 3)[1]);
                action.accept(start, day(days.decode(entry.value)));
            }
        }
    }

    /** Notes that all of a day's sums are published. */
    void published(long start) {
        List<KeyValue<String, byte[]>> changed = new ArrayList<>();
        String prefix = dayKey(start, "");
        try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + Character.MAX_VALUE)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                ExperimentDayState state = days.decode(entry.value);
                if (state.getChanged()) {
                    state.setChanged(false);
                    changed.add(KeyValue.pair(entry.key, days.encode(state)));
                }
            }
        }
        changed.forEach(each -> store.put(each.key, each.value));
    }

    /** Forgets days that began before a time, and what was published of them. */
    void forget(long before) {
        boolean any = false;
        for (String kind : List.of(DAY, PAGES)) {
            List<String> old = new ArrayList<>();
            String end = kind + String.format(START, Math.max(0, before));
            try (KeyValueIterator<String, byte[]> entries = store.range(kind, end)) {
                entries.forEachRemaining(entry -> old.add(entry.key));
            }
            old.forEach(store::delete);
            any |= !old.isEmpty();
        }
        if (any) {
            List<UpliftRow> old = new ArrayList<>();
            forEachRow((row, state) -> {
                if (row.window() == UpliftRow.Window.DAY && row.start() < before) {
                    old.add(row);
                }
            });
            old.forEach(row -> store.delete(ROW + row.key()));
        }
    }

    /** Pages of a day, if any are known. */
    Optional<PageTotals> pages(long start) {
        return Optional.ofNullable(store.get(PAGES + String.format(START, start)))
                .map(bytes -> {
                    PageTotals pages = new PageTotals();
                    List<Long> counts = days.decode(bytes).getExposures();
                    for (int bucket = 0; bucket < counts.size(); bucket++) {
                        pages.add(bucket, counts.get(bucket));
                    }
                    return pages;
                });
    }

    void keepPages(long start, long end, PageTotals pages) {
        ExperimentDayState state =
                new ExperimentDayState(end, false, column(pages::pages), List.of(), List.of(), new HashMap<>());
        store.put(PAGES + String.format(START, start), days.encode(state));
    }

    /** Of which minutes a surface's and bucket's pages are known. */
    ToldMinutes minutes(String surfaceAndBucket) {
        byte[] bytes = store.get(MINUTE + surfaceAndBucket);
        if (bytes == null) {
            return ToldMinutes.NONE;
        }
        ExperimentMinuteState state = minutes.decode(bytes);
        return new ToldMinutes(state.getMinute(), state.getTold());
    }

    void keep(String surfaceAndBucket, ToldMinutes told) {
        store.put(MINUTE + surfaceAndBucket, minutes.encode(new ExperimentMinuteState(told.latest(), told.told())));
    }

    Optional<ExperimentVersionState> version(String programmeId, int version) {
        return Optional.ofNullable(store.get(VERSION + programmeId + "/" + version))
                .map(versions::decode);
    }

    void keep(String programmeId, int version, ExperimentVersionState state) {
        store.put(VERSION + programmeId + "/" + version, versions.encode(state));
    }

    Optional<ExperimentRowState> row(UpliftRow row) {
        return Optional.ofNullable(store.get(ROW + row.key())).map(rows::decode);
    }

    void keep(UpliftRow row, ExperimentRowState state) {
        store.put(ROW + row.key(), rows.encode(state));
    }

    void forEachRow(BiConsumer<UpliftRow, ExperimentRowState> action) {
        try (KeyValueIterator<String, byte[]> all = store.range(ROW, ROW + Character.MAX_VALUE)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                action.accept(UpliftRow.of(entry.key.substring(ROW.length())), rows.decode(entry.value));
            }
        }
    }

    ExperimentHeadState head() {
        byte[] bytes = store.get(HEAD);
        return bytes == null ? new ExperimentHeadState(0L, new HashMap<>()) : heads.decode(bytes);
    }

    void keep(ExperimentHeadState head) {
        store.put(HEAD, heads.encode(head));
    }

    private static String dayKey(long start, String path) {
        return DAY + String.format(START, start) + "/" + path;
    }

    private static String path(BucketGroup group) {
        return group.scope() == BucketScope.PROGRAMME
                ? path(new ProgrammeGroup(group.programmeId(), group.version(), group.stage()))
                : group.scope().name();
    }

    private static String path(ProgrammeGroup group) {
        return BucketScope.PROGRAMME + "/" + group.programmeId + "/" + group.version + "/" + group.stage;
    }

    private static Day day(ExperimentDayState state) {
        BucketCounts counts = new BucketCounts();
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            counts.exposed(bucket, state.getExposures().get(bucket));
            counts.ordered(
                    bucket, state.getOrders().get(bucket), state.getUnits().get(bucket));
        }
        state.getSales().forEach((currency, column) -> {
            for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
                counts.sold(bucket, currency, column.get(bucket));
            }
        });
        return new Day(counts, state.getDayEnd(), state.getChanged());
    }

    private static ExperimentDayState state(Day day) {
        BucketCounts counts = day.counts;
        HashMap<String, List<Long>> sales = new HashMap<>();
        counts.currencies().forEach(currency -> sales.put(currency, column(bucket -> counts.sales(bucket, currency))));
        return new ExperimentDayState(
                day.end,
                day.changed,
                column(bucket -> counts.exposures(bucket)),
                column(bucket -> counts.orders(bucket)),
                column(bucket -> counts.units(bucket)),
                sales);
    }

    private static List<Long> column(IntToLongFunction values) {
        List<Long> column = new ArrayList<>(BucketRange.BUCKETS);
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            column.add(values.applyAsLong(bucket));
        }
        return column;
    }
}

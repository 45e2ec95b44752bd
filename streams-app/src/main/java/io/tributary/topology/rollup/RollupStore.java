package io.tributary.topology.rollup;

import io.tributary.domain.rollup.GroupTotals;
import io.tributary.domain.rollup.MerchantRows;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.state.v1.RollupGroupState;
import io.tributary.state.v1.RollupRowsState;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Groups and the rows they were made of. Keys begin with the window's start, so what is too old lies together. */
final class RollupStore {
    private static final String GROUP = "group/";
    private static final String ROWS = "rows/";
    private static final String SCHEMA = "schema/";
    /** Digits of a window's start: enough for every time until the year 5138. */
    static final String START = "%014d";

    private final KeyValueStore<String, byte[]> store;
    private final WriterSchemas writers;
    private final StateCodec<RollupGroupState> groups;
    private final StateCodec<RollupRowsState> rows;

    RollupStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        writers = WriterSchemas.in(store, SCHEMA);
        groups = new StateCodec<>(RollupGroupState.getClassSchema(), writers);
        rows = new StateCodec<>(RollupRowsState.getClassSchema(), writers);
    }

    /** What a group is of. */
    record Group(long windowStart, WindowSize size, String programmeId) {
        private String path() {
            return String.format(START, windowStart) + "/" + size + "/" + programmeId;
        }

        private static Group of(String key) {
            String[] parts = key.split("/", 4);
            return new Group(Long.parseLong(parts[1]), WindowSize.valueOf(parts[2]), parts[3]);
        }
    }

    Optional<GroupTotals> group(Group group) {
        return Optional.ofNullable(store.get(GROUP + group.path()))
                .map(bytes -> RollupRecords.group(groups.decode(bytes)));
    }

    void keep(Group group, GroupTotals totals) {
        store.put(GROUP + group.path(), groups.encode(RollupRecords.group(totals)));
    }

    Optional<MerchantRows> rows(Group group, String merchantId) {
        return Optional.ofNullable(store.get(rowsKey(group, merchantId)))
                .map(bytes -> RollupRecords.rows(rows.decode(bytes)));
    }

    void keep(Group group, String merchantId, MerchantRows merchantRows) {
        store.put(rowsKey(group, merchantId), rows.encode(RollupRecords.rows(merchantRows)));
    }

    private static String rowsKey(Group group, String merchantId) {
        return ROWS + group.path() + "/" + merchantId;
    }

    /** The schemas that have written the store. */
    WriterSchemas writers() {
        return writers;
    }

    /** Rows of all merchants of a group. */
    void forEachRows(Group group, BiConsumer<String, MerchantRows> action) {
        String prefix = rowsKey(group, "");
        try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + Character.MAX_VALUE)) {
            all.forEachRemaining(entry ->
                    action.accept(entry.key.substring(prefix.length()), RollupRecords.rows(rows.decode(entry.value))));
        }
    }

    /** Groups that have changed since they were published. */
    void forEachChanged(BiConsumer<Group, GroupTotals> action) {
        try (KeyValueIterator<String, byte[]> all = store.range(GROUP, GROUP + Character.MAX_VALUE)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                GroupTotals totals = RollupRecords.group(groups.decode(entry.value));
                if (totals.changed()) {
                    action.accept(Group.of(entry.key), totals);
                }
            }
        }
    }

    /** Forgets windows that began before a time, at most so many entries of each kind; true when there may be more. */
    boolean forget(long before, int atMost) {
        boolean moreGroups = forget(GROUP, before, atMost);
        boolean moreRows = forget(ROWS, before, atMost);
        boolean moreStandings = forget(DayStore.STANDING, before, atMost) | forget(DayStore.EVENTS, before, atMost);
        return forget(DayStore.DAY, before, atMost) || moreGroups || moreRows || moreStandings;
    }

    private boolean forget(String kind, long before, int atMost) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.range(kind, from(kind, before))) {
            while (entries.hasNext() && old.size() < atMost) {
                old.add(entries.next().key);
            }
        }
        old.forEach(store::delete);
        return old.size() == atMost;
    }

    /**
     * Forgets minutes that began in a time, of which there are many more than hours and days that are among them.
     *
     * @param from epoch milliseconds
     * @param before exclusive
     * @param atMost looks at so many windows of each kind at most
     * @return until when it has come, exclusive
     */
    long forgetMinutes(long from, long before, int atMost) {
        return Math.min(forgetMinutes(GROUP, from, before, atMost), forgetMinutes(ROWS, from, before, atMost));
    }

    private long forgetMinutes(String kind, long from, long before, int atMost) {
        List<String> minutes = new ArrayList<>();
        long reached = from;
        int left = atMost;
        try (KeyValueIterator<String, byte[]> entries = store.range(from(kind, from), from(kind, before))) {
            while (entries.hasNext()) {
                String[] parts = entries.next().key.split("/", 4);
                long start = Long.parseLong(parts[1]);
                // What began together is looked at together: the next call begins with the next start.
                if (left <= 0 && start > reached) {
                    break;
                }
                left--;
                reached = start;
                if (WindowSize.MINUTE.name().equals(parts[2])) {
                    minutes.add(kind + parts[1] + "/" + parts[2] + "/" + parts[3]);
                }
            }
            reached = entries.hasNext() ? reached + 1 : before;
        }
        minutes.forEach(store::delete);
        return reached;
    }

    private static String from(String kind, long start) {
        return kind + String.format(START, Math.max(0, start));
    }
}

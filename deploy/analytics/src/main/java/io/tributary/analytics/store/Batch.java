package io.tributary.analytics.store;

import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Records that are written together: of each key the one that is true after all of them. */
public final class Batch {
    private final Map<Source<?>, Map<List<Object>, Object>> records = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private long size;

    /** In place of a record that a tombstone has taken away. */
    private static final Object GONE = new Object();

    /**
     * Adds a record.
     *
     * @param value null for a tombstone
     * @return false for a tombstone on a topic that has none: it is left out
     */
    public boolean add(Source<?> source, String key, Object value) {
        Map<List<Object>, Object> known = records.computeIfAbsent(source, unused -> new LinkedHashMap<>());
        if (value == null) {
            Optional<List<Object>> gone = source.tombstone(key);
            gone.ifPresent(each -> known.put(each, GONE));
            size += gone.isPresent() ? 1 : 0;
            return gone.isPresent();
        }
        known.merge(source.key(key, value), value, (before, now) -> newer(source, before, now));
        size++;
        return true;
    }

    private static Object newer(Source<?> source, Object before, Object now) {
        return before == GONE || source.revision(now) >= source.revision(before) ? now : before;
    }

    /** Notes where to go on reading a partition: its next offset. */
    public void position(TopicPartition partition, long next) {
        positions.put(partition, next);
    }

    /** Records that were added. */
    public long size() {
        return size;
    }

    Map<TopicPartition, Long> positions() {
        return positions;
    }

    Iterable<Source<?>> sources() {
        return records.keySet();
    }

    /** Rows of a source's records, by table. */
    Map<Table, List<Object[]>> rows(Source<?> source) {
        Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
        records.get(source).forEach((key, value) -> {
            if (value != GONE) {
                source.rows(key, value, rows);
            }
        });
        return rows;
    }

    /** Keys of a source's records that are no more. */
    List<List<Object>> gone(Source<?> source) {
        List<List<Object>> gone = new ArrayList<>();
        records.get(source).forEach((key, value) -> {
            if (value == GONE) {
                gone.add(key);
            }
        });
        return gone;
    }
}

package io.tributary.analytics.table;

import io.tributary.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * The tables of one topic. What its key is tells which records replace which.
 *
 * @param <T> of its records
 */
public final class Source<T extends SpecificRecord> {
    private final Topic<T> topic;
    private final List<KeyPart<T>> key;
    private final Shape shape;
    private final int revision;
    private final String time;
    private final boolean isByRecordKey;

    /** A column of the key, and what it is of a record, given the record's key on the topic. */
    record KeyPart<T>(Column column, KeyValue<T> value, boolean isRecordKey) {}

    /** What a part of the key is. */
    interface KeyValue<T> {
        Object of(String recordKey, T record);
    }

    /**
     * @param time column by which a span of time is exported, or null: all of it
     */
    Source(Topic<T> topic, List<KeyPart<T>> key, String time) {
        this.topic = topic;
        this.key = List.copyOf(key);
        this.time = time;
        this.isByRecordKey = key.size() == 1 && key.get(0).isRecordKey();
        Schema schema = topic.schema();
        List<Column> columns = key.stream().map(KeyPart::column).toList();
        this.shape = Shape.of(Names.table(topic.name()), topic.description(), columns, columns.size(), schema);
        Schema.Field field = schema.getField("revision");
        this.revision = field == null ? -1 : field.pos();
    }

    /** A part of the key that is a field of the record. */
    static <T extends SpecificRecord> KeyPart<T> field(Topic<T> topic, String name) {
        Schema.Field field = topic.schema().getField(name);
        ColumnType type = switch (field.schema().getType()) {
            case INT, LONG -> ColumnType.LONG;
            default -> ColumnType.TEXT;
        };
        Column column = new Column(Names.column(name), type, field.doc());
        return new KeyPart<>(
                column,
                (recordKey, record) -> {
                    Object value = record.get(field.pos());
                    return type == ColumnType.LONG ? (Object) ((Number) value).longValue() : value.toString();
                },
                false);
    }

    /** The record's key on the topic. */
    static <T> KeyPart<T> recordKey(String column, String meaning) {
        return new KeyPart<>(new Column(column, ColumnType.TEXT, meaning), (recordKey, record) -> recordKey, true);
    }

    /** A part of the key that is computed of the record. */
    static <T> KeyPart<T> computed(Column column, Function<T, Object> value) {
        return new KeyPart<>(column, (recordKey, record) -> value.apply(record), false);
    }

    public Topic<T> topic() {
        return topic;
    }

    /** The table of its records. */
    public Table table() {
        return shape.table();
    }

    /** Its table, and those of the lists in its records. */
    public List<Table> tables() {
        return shape.tables();
    }

    /** Whether only the highest revision of a key is true. */
    public boolean hasRevisions() {
        return revision >= 0;
    }

    /** Column by which a span of time is exported, epoch milliseconds; null: all of it is. */
    public String time() {
        return time;
    }

    /** The key of a record. */
    public List<Object> key(String recordKey, Object record) {
        T typed = topic.valueType().cast(record);
        List<Object> parts = new ArrayList<>(key.size());
        for (KeyPart<T> part : key) {
            Object value = part.value().of(recordKey, typed);
            parts.add(value instanceof String text ? Shape.written(text) : value);
        }
        return parts;
    }

    /** The key that a tombstone takes away; empty where a record's key on the topic does not tell which row it is: nobody deletes there. */
    public Optional<List<Object>> tombstone(String recordKey) {
        return isByRecordKey ? Optional.of(List.of(Shape.written(recordKey))) : Optional.empty();
    }

    /** Revision of a record; 0 where there are none. */
    public long revision(Object record) {
        return revision < 0 ? 0 : ((Number) ((IndexedRecord) record).get(revision)).longValue();
    }

    /** Adds the rows of a record. */
    public void rows(List<Object> recordKey, Object record, Map<Table, List<Object[]>> rows) {
        shape.rows(recordKey, (IndexedRecord) record, rows);
    }
}

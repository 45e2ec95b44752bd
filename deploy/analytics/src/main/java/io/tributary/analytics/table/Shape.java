package io.tributary.analytics.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * How records of a schema become rows: its fields are columns with the meaning that the schema gives them, so that tables follow the contract by
 * themselves.
 *
 * <pre>
 *   text, enum -> TEXT     int, long -> LONG     double -> DOUBLE     boolean -> TRUTH
 *   record                 its fields as columns of their own, with the field's name before theirs
 *   list of values, map    TEXT, separated by commas; key=value for maps
 *   list of records        a table of its own: the key of the record, the place in the list from 0, and the fields
 *   record or null         a table of its own, too, with one row or none
 * </pre>
 */
final class Shape {
    private final Table table;
    /** Value of each column behind the key, of a record. */
    private final List<Function<IndexedRecord, Object>> values = new ArrayList<>();
    /** Tables of lists, by what gives the list. */
    private final Map<Function<IndexedRecord, List<?>>, Shape> lists = new LinkedHashMap<>();

    private Shape(Table table) {
        this.table = table;
    }

    /**
     * @param key columns that the key is made of, which are no columns once more
     */
    static Shape of(String name, String meaning, List<Column> key, int keySize, Schema schema) {
        Reading reading = new Reading(name, key, keySize);
        reading.read(schema, "", record -> record);
        Shape shape = new Shape(new Table(name, meaning, reading.columns, keySize));
        shape.values.addAll(reading.values);
        shape.lists.putAll(reading.lists);
        return shape;
    }

    Table table() {
        return table;
    }

    /** This table, and those of the lists. */
    List<Table> tables() {
        List<Table> all = new ArrayList<>(List.of(table));
        lists.values().forEach(each -> all.addAll(each.tables()));
        return all;
    }

    /** Adds the rows of a record. */
    void rows(List<Object> key, IndexedRecord record, Map<Table, List<Object[]>> rows) {
        Object[] row = new Object[table.columns().size()];
        int at = 0;
        for (Object each : key) {
            row[at++] = each;
        }
        for (Function<IndexedRecord, Object> value : values) {
            row[at++] = value.apply(record);
        }
        rows.computeIfAbsent(table, unused -> new ArrayList<>()).add(row);
        lists.forEach((list, shape) -> {
            long place = 0;
            for (Object element : list.apply(record)) {
                List<Object> longer = new ArrayList<>(key);
                longer.add(place++);
                shape.rows(longer, (IndexedRecord) element, rows);
            }
        });
    }

    /** PostgreSQL takes no text with the character 0 in it. */
    static String written(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }

    /** Reads a schema, with the records in it. */
    private static final class Reading {
        private final String name;
        private final List<Column> key;
        private final int keySize;
        private final List<Column> columns;
        private final Set<String> taken = new HashSet<>();
        private final List<Function<IndexedRecord, Object>> values = new ArrayList<>();
        private final Map<Function<IndexedRecord, List<?>>, Shape> lists = new LinkedHashMap<>();

        Reading(String name, List<Column> key, int keySize) {
            this.name = name;
            this.key = key;
            this.keySize = keySize;
            this.columns = new ArrayList<>(key);
            key.forEach(column -> taken.add(column.name()));
        }

        void read(Schema schema, String prefix, Function<IndexedRecord, IndexedRecord> inner) {
            for (Schema.Field field : schema.getFields()) {
                String column = prefix + Names.column(field.name());
                int position = field.pos();
                Function<IndexedRecord, Object> value = record -> {
                    IndexedRecord held = inner.apply(record);
                    return held == null ? null : held.get(position);
                };
                read(field, column, value);
            }
        }

        private void read(Schema.Field field, String column, Function<IndexedRecord, Object> value) {
            Schema schema = notNull(field.schema());
            boolean optional = schema != field.schema();
            boolean isRecord = schema.getType() == Schema.Type.RECORD;
            if (isRecord && !optional) {
                read(schema, column + "_", record -> (IndexedRecord) value.apply(record));
            } else if (isRecord) {
                list(schema, field, column, record -> listOf(value.apply(record)));
            } else if (schema.getType() == Schema.Type.ARRAY
                    && schema.getElementType().getType() == Schema.Type.RECORD) {
                list(schema.getElementType(), field, column, record -> (List<?>) orNone(value.apply(record)));
            } else if (taken.add(column)) {
                columns.add(new Column(column, type(schema), meaning(field)));
                values.add(record -> plain(value.apply(record)));
            }
        }

        private void list(Schema schema, Schema.Field field, String column, Function<IndexedRecord, List<?>> elements) {
            List<Column> longer = new ArrayList<>(key);
            longer.add(new Column(column + "_place", ColumnType.LONG, "Place in the list, the first is 0."));
            lists.put(elements, Shape.of(name + "_" + column, meaning(field), longer, keySize, schema));
        }

        private static List<?> listOf(Object record) {
            return record == null ? List.of() : List.of(record);
        }

        private static Object orNone(Object list) {
            return list == null ? List.of() : list;
        }

        private static String meaning(Schema.Field field) {
            return field.doc() == null ? "" : field.doc();
        }

        private static Schema notNull(Schema schema) {
            if (schema.getType() != Schema.Type.UNION) {
                return schema;
            }
            return schema.getTypes().stream()
                    .filter(each -> each.getType() != Schema.Type.NULL)
                    .findFirst()
                    .orElseThrow();
        }

        private static ColumnType type(Schema schema) {
            return switch (schema.getType()) {
                case INT, LONG -> ColumnType.LONG;
                case FLOAT, DOUBLE -> ColumnType.DOUBLE;
                case BOOLEAN -> ColumnType.TRUTH;
                default -> ColumnType.TEXT;
            };
        }

        private static Object plain(Object value) {
            if (value == null || value instanceof Boolean || value instanceof Double) {
                return value;
            }
            if (value instanceof Number number) {
                return value instanceof Float ? (Object) number.doubleValue() : (Object) number.longValue();
            }
            StringJoiner text = new StringJoiner(",");
            if (value instanceof List<?> list) {
                list.forEach(each -> text.add(String.valueOf(each)));
                return written(text.toString());
            }
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, each) -> text.add(name + "=" + each));
                return written(text.toString());
            }
            return written(value.toString());
        }
    }
}

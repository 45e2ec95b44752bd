package io.tributary.schemas.bounds;

import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Nested;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Symbol;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bound.Whole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Holds whole records against {@link Bounds}, field by field. For records that are few: events are checked where they are read. */
public final class RecordBounds {
    /** Of names in maps, whatever is held by them. */
    private static final Text MAP_KEY = new Text("entries with names", 1, 64, Bound.Charset.NAME);

    private static final RecordBounds FIRST = new RecordBounds(refusal -> {
        throw refusal;
    });

    private final Consumer<OutOfBoundsException> refusals;

    private RecordBounds(Consumer<OutOfBoundsException> refusals) {
        this.refusals = refusals;
    }

    /**
     * Checks every field, and what it holds.
     *
     * @throws OutOfBoundsException naming the path of the first field that does not hold
     * @throws IllegalArgumentException when the record's schema has no bounds
     */
    public static void check(IndexedRecord value) {
        check("", value);
    }

    /**
     * The same of a record that is part of another.
     *
     * @param path of the part
     */
    public static void check(String path, IndexedRecord value) {
        FIRST.checkRecord(path, value);
    }

    /**
     * All that does not hold of a record, a line each that begins with the path.
     *
     * @throws IllegalArgumentException when the record's schema has no bounds
     */
    public static List<String> faults(IndexedRecord value) {
        List<String> faults = new ArrayList<>();
        new RecordBounds(refusal -> faults.add(refusal.getMessage())).checkRecord("", value);
        return faults;
    }

    private void checkRecord(String path, IndexedRecord value) {
        Map<String, Bound> bounds = Bounds.of(value.getSchema().getFullName());
        for (Schema.Field field : value.getSchema().getFields()) {
            Bound bound = bounds.get(field.name());
            if (bound == null) {
                throw new IllegalArgumentException(value.getSchema().getFullName() + "." + field.name()
                        + " has no bounds: add them to " + Bounds.class.getName());
            }
            Object held = value.get(field.pos());
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            if (held != null) {
                check(at, held, bound);
            } else if (!isNullable(field.schema())) {
                refusals.accept(new OutOfBoundsException(at + ": is missing, must be " + bound.need()));
            }
        }
    }

    private void check(String path, Object value, Bound bound) {
        try {
            checkValue(path, value, bound);
        } catch (OutOfBoundsException e) {
            refusals.accept(e);
        }
    }

    private void checkValue(String path, Object value, Bound bound) {
        if (bound instanceof Whole whole) {
            whole.check(path, ((Number) value).longValue());
        } else if (bound instanceof Real real) {
            real.check(path, ((Number) value).doubleValue());
        } else if (bound instanceof Text text) {
            text.check(path, value.toString());
        } else if (bound instanceof Items items && value instanceof Map<?, ?> map) {
            items.check(path, map.size());
            map.forEach((name, each) -> {
                MAP_KEY.check(path, name.toString());
                check(path + "." + name, each, items.each());
            });
        } else if (bound instanceof Items items) {
            checkList(path, (Collection<?>) value, items);
        } else if (bound instanceof Nested) {
            checkRecord(path, (IndexedRecord) value);
        } else if (!(bound instanceof Symbol)) {
            throw new IllegalStateException(path + ": no check of " + bound);
        }
    }

    private void checkList(String path, Collection<?> values, Items items) {
        items.check(path, values.size());
        int index = 0;
        for (Object each : values) {
            check(path + "[" + index++ + "]", each, items.each());
        }
    }

    private static boolean isNullable(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                && schema.getTypes().stream().anyMatch(each -> each.getType() == Schema.Type.NULL);
    }

    /** The branch of a union with null that is not null. */
    static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }
}

package io.tributary.analytics.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** A row of an answer: values by the names of its columns, whatever number types the database has. */
public final class Row {
    private final Map<String, Object> values;

    Row(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** A whole number; 0 where there is none. */
    public long count(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    /** A number; NaN where there is none. */
    public double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A text; null where there is none. */
    public String text(String column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    public boolean truth(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    public boolean has(String column) {
        return value(column) != null;
    }

    /** All of it, in the order of its columns. */
    public Map<String, Object> values() {
        return new LinkedHashMap<>(values);
    }

    private Object value(String column) {
        if (!values.containsKey(column)) {
            throw new NoSuchElementException("no column " + column + " among " + values.keySet());
        }
        return values.get(column);
    }
}

package io.tributary.topology.rules;

import io.tributary.programmes.v1.Programme;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * A programme as plain values by the names of its fields, all that the schema has: so that whatever compares versions forgets none.
 * Records and maps become maps, arrays lists, symbols their names.
 */
public final class RuleValues {
    private RuleValues() {}

    public static Map<String, Object> of(Programme programme) {
        return record(programme);
    }

    private static Map<String, Object> record(IndexedRecord value) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Schema.Field field : value.getSchema().getFields()) {
            values.put(field.name(), plain(value.get(field.pos())));
        }
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof IndexedRecord nested) {
            return record(nested);
        } else if (value instanceof Collection<?> all) {
            List<Object> values = new ArrayList<>();
            all.forEach(each -> values.add(plain(each)));
            return values;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> values = new TreeMap<>();
            map.forEach((key, each) -> values.put(key.toString(), plain(each)));
            return values;
        }
        return value instanceof Enum<?> symbol
                ? symbol.name()
                : value instanceof CharSequence ? value.toString() : value;
    }
}

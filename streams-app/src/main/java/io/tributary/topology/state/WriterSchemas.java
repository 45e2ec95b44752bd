package io.tributary.topology.state;

import io.tributary.store.live.Section;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The schemas that have written a store, numbered from 1 on and kept in it: what is written beside them names its schema by the number.
 * So a newer service reads what an older one left, and an older one what a newer one left, by Avro's rules and without a registry; and
 * whoever has the changelog can read it.
 *
 * <p>Confined to the store's thread. Looked up when they are needed first, because a store is restored only then.
 */
public final class WriterSchemas {
    private final Table table;
    private final Map<Integer, Schema> byNumber = new HashMap<>();
    private final Map<Schema, Integer> numbers = new HashMap<>();
    private boolean loaded;

    /** Where they are kept. */
    private interface Table {
        void forEach(BiConsumer<Integer, String> action);

        void put(int number, String schema);
    }

    private WriterSchemas(Table table) {
        this.table = table;
    }

    /** Those of a store of objects, in a section of their own. */
    public static WriterSchemas in(Section section) {
        return new WriterSchemas(new Table() {
            @Override
            public void forEach(BiConsumer<Integer, String> action) {
                try (KeyValueIterator<Bytes, byte[]> all = section.range(null, null)) {
                    while (all.hasNext()) {
                        KeyValue<Bytes, byte[]> each = all.next();
                        byte[] key = each.key.get();
                        String number = new String(
                                key, Section.NAME_BYTES, key.length - Section.NAME_BYTES, StandardCharsets.UTF_8);
                        action.accept(Integer.valueOf(number), text(each.value));
                    }
                }
            }

            @Override
            public void put(int number, String schema) {
                section.put(section.key(bytes(Integer.toString(number))), bytes(schema));
            }
        });
    }

    /**
     * Those of a store whose keys are text.
     *
     * @param prefix of the keys under which they are
     */
    public static WriterSchemas in(KeyValueStore<String, byte[]> store, String prefix) {
        return new WriterSchemas(new Table() {
            @Override
            public void forEach(BiConsumer<Integer, String> action) {
                try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + Character.MAX_VALUE)) {
                    while (all.hasNext()) {
                        KeyValue<String, byte[]> each = all.next();
                        action.accept(Integer.valueOf(each.key.substring(prefix.length())), text(each.value));
                    }
                }
            }

            @Override
            public void put(int number, String schema) {
                store.put(prefix + number, bytes(schema));
            }
        });
    }

    /** Those of records that are kept by others, if at all. */
    public static WriterSchemas inMemory() {
        return inMemory(new HashMap<>());
    }

    /**
     * The same.
     *
     * @param kept schemas by number; new ones are added
     */
    static WriterSchemas inMemory(Map<Integer, String> kept) {
        return new WriterSchemas(new Table() {
            @Override
            public void forEach(BiConsumer<Integer, String> action) {
                kept.forEach(action);
            }

            @Override
            public void put(int number, String schema) {
                kept.put(number, schema);
            }
        });
    }

    /** The number of a schema that writes; it is given one when it has none yet. */
    int number(Schema schema) {
        load();
        Integer known = numbers.get(schema);
        return known == null ? add(schema) : known;
    }

    private int add(Schema schema) {
        int number = byNumber.keySet().stream().mapToInt(each -> each).max().orElse(0) + 1;
        table.put(number, schema.toString());
        note(number, schema);
        return number;
    }

    /**
     * The schema of this number.
     *
     * @param of what it has written, for the message
     * @throws IllegalStateException when there is none
     */
    Schema schema(int number, String of) {
        load();
        Schema schema = byNumber.get(number);
        if (schema == null) {
            throw new IllegalStateException(
                    "the store has no schema of number " + number + ", which has written a " + of + " into it");
        }
        return schema;
    }

    private void load() {
        if (!loaded) {
            table.forEach((number, text) -> note(number, new Schema.Parser().parse(text)));
            loaded = true;
        }
    }

    private void note(int number, Schema schema) {
        byNumber.put(number, schema);
        numbers.put(schema, number);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

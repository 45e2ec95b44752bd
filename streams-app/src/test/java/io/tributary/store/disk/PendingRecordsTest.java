package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

class PendingRecordsTest {
    private static final byte[] BYTES = {0, 1, 'm', 'n', (byte) 0x80, (byte) 0xff};

    /** What lies beneath. */
    private static final class Table implements RecordReader {
        private final TreeMap<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);

        @Override
        public byte[] get(Bytes key) {
            return records.get(key.get());
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> scan(KeyRange range) {
            return scanned(records, range);
        }
    }

    @Property(tries = 500)
    void shouldBeWhatASortedMapOverTheTableIs(@ForAll long seed) {
        Random random = new Random(seed);
        Table table = new Table();
        for (int i = random.nextInt(30); i > 0; i--) {
            table.records.put(key(random), value(random));
        }
        TreeMap<byte[], byte[]> expected = new TreeMap<>(table.records);
        Map<Bytes, byte[]> put = new HashMap<>();
        PendingRecords pending = new PendingRecords();
        for (int i = random.nextInt(60); i > 0; i--) {
            byte[] key = key(random);
            byte[] value = random.nextInt(4) == 0 ? null : value(random);
            pending.put(Bytes.wrap(key), value);
            put.put(Bytes.wrap(key), value);
            if (value == null) {
                expected.remove(key);
            } else {
                expected.put(key, value);
            }
        }

        for (int i = 0; i < 20; i++) {
            byte[] key = key(random);
            assertThat(pending.get(Bytes.wrap(key), table)).isEqualTo(expected.get(key));
            KeyRange range = range(random);
            assertThat(all(pending.scan(range, table))).isEqualTo(all(scanned(expected, range)));
        }
        Map<Bytes, byte[]> handedOver = new HashMap<>();
        pending.forEach((key, value) -> handedOver.put(Bytes.wrap(key), value));
        assertThat(handedOver).isEqualTo(put);
        assertThat(pending.size()).isEqualTo(put.size());
        assertThat(pending.isEmpty()).isEqualTo(put.isEmpty());
        assertThat(pending.bytes())
                .isEqualTo(put.entrySet().stream()
                        .mapToLong(each ->
                                each.getKey().get().length + (each.getValue() == null ? 0 : each.getValue().length))
                        .sum());
    }

    private static byte[] key(Random random) {
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = BYTES[random.nextInt(BYTES.length)];
        }
        return key;
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[1 + random.nextInt(5)];
        random.nextBytes(value);
        return value;
    }

    private static KeyRange range(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> KeyRange.ALL;
            case 1 -> KeyRange.prefix(key(random));
            case 2 -> KeyRange.of(null, key(random));
            default -> KeyRange.of(key(random), random.nextBoolean() ? null : key(random));
        };
    }

    private static KeyValueIterator<Bytes, byte[]> scanned(TreeMap<byte[], byte[]> records, KeyRange range) {
        Deque<KeyValue<Bytes, byte[]>> left = records.entrySet().stream()
                .filter(entry -> range.from() == null || Arrays.compareUnsigned(entry.getKey(), range.from()) >= 0)
                .filter(entry -> range.isBeforeEnd(entry.getKey()))
                .map(entry -> KeyValue.pair(Bytes.wrap(entry.getKey()), entry.getValue()))
                .collect(Collectors.toCollection(ArrayDeque::new));
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                return left.remove();
            }

            @Override
            public Bytes peekNextKey() {
                return left.element().key;
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
    }

    private static List<String> all(KeyValueIterator<Bytes, byte[]> records) {
        List<String> all = new ArrayList<>();
        records.forEachRemaining(each -> all.add(each.key + "=" + Arrays.toString(each.value)));
        return all;
    }
}

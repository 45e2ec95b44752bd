package io.tributary.topology;

import io.tributary.domain.dedup.OrderMemo;
import io.tributary.domain.dedup.OrderMemos;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A task's order memos in a store of their own: a line's hash to its memo, and where the sweep is. */
final class StoredOrders implements OrderMemos {
    /** So that a beat never takes long, however many memos there are. */
    static final int MOST_SWEPT = 10_000;

    private static final int KEY_BYTES = 16;
    private static final double HALF_OF_KEYS = 0x1p63;
    /** Names the memo that the sweep looks at next. Shorter than a memo's key, so it is none. */
    private static final Bytes NEXT_SWEPT = Bytes.wrap(new byte[] {0});

    private final KeyValueStore<Bytes, byte[]> store;
    private final StateWriter writer = new StateWriter();

    StoredOrders(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public OrderMemo find(long first, long second) {
        byte[] bytes = store.get(key(first, second));
        return bytes == null ? null : OrderMemo.read(first, second, new StateReader(bytes));
    }

    @Override
    public void put(OrderMemo memo) {
        Bytes key = key(memo.first(), memo.second());
        memo.write(writer.reset());
        store.put(key, writer.toByteArray());
    }

    private Bytes key(long first, long second) {
        writer.reset().writeFixed(first);
        writer.writeFixed(second);
        return Bytes.wrap(writer.toByteArray());
    }

    /** Keys are hashes and lie evenly, so a share of the memos is a share of the space of keys. */
    @Override
    public void sweep(long before, double share) {
        byte[] begin = store.get(NEXT_SWEPT);
        byte[] next = end(begin, share);
        int left = MOST_SWEPT;
        try (KeyValueIterator<Bytes, byte[]> memos = store.range(bytes(begin), bytes(next))) {
            while (memos.hasNext()) {
                KeyValue<Bytes, byte[]> entry = memos.next();
                byte[] key = entry.key.get();
                if (key.length != KEY_BYTES) {
                    continue;
                }
                if (left == 0) {
                    next = key;
                    break;
                }
                drop(entry, before);
                left--;
            }
        }
        if (next != null || begin != null) {
            store.put(NEXT_SWEPT, next);
        }
    }

    /** Where this share of the space ends that begins there; null at the end of the space. */
    private byte[] end(byte[] begin, double share) {
        long from = begin == null ? 0 : new StateReader(begin).readFixed();
        long step = Math.max(1, (long) (share * HALF_OF_KEYS)) << 1;
        long to = from + step;
        if (share >= 1 || Long.compareUnsigned(to, from) <= 0) {
            return null;
        }
        writer.reset().writeFixed(to);
        writer.writeFixed(0);
        return writer.toByteArray();
    }

    private static Bytes bytes(byte[] key) {
        return key == null ? null : Bytes.wrap(key);
    }

    private void drop(KeyValue<Bytes, byte[]> entry, long before) {
        if (OrderMemo.read(0, 0, new StateReader(entry.value)).touchedAt() < before) {
            store.delete(entry.key);
        }
    }
}

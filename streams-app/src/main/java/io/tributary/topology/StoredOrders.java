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
    /** The number of memos is an estimate, and may be far too low where many were written again. */
    private static final int LEAST_SWEPT = 8;

    private static final int KEY_BYTES = 16;
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

    @Override
    public void sweep(long before, double share) {
        long all = store.approximateNumEntries();
        if (all == 0) {
            return;
        }
        double due = Math.max(LEAST_SWEPT, Math.ceil(share * all));
        int left = (int) Math.min(MOST_SWEPT, due);
        byte[] begin = store.get(NEXT_SWEPT);
        byte[] next = null;
        try (KeyValueIterator<Bytes, byte[]> memos = store.range(begin == null ? null : Bytes.wrap(begin), null)) {
            while (memos.hasNext() && next == null) {
                KeyValue<Bytes, byte[]> entry = memos.next();
                byte[] key = entry.key.get();
                if (left == 0) {
                    next = key;
                } else if (key.length == KEY_BYTES) {
                    drop(entry, before);
                    left--;
                }
            }
        }
        if (next != null || begin != null) {
            store.put(NEXT_SWEPT, next);
        }
    }

    private void drop(KeyValue<Bytes, byte[]> entry, long before) {
        if (OrderMemo.read(0, 0, new StateReader(entry.value)).touchedAt() < before) {
            store.delete(entry.key);
        }
    }
}

package io.tributary.topology.merchant;

import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.Section;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A task's order memos in a section of its store: a line's hash to its memo, and where the sweep is. */
final class StoredOrders implements OrderMemos {
    /** So that a beat never takes long, however many memos there are. */
    static final int MOST_SWEPT = 10_000;

    private static final int KEY_BYTES = Section.NAME_BYTES + 16;
    private static final double HALF_OF_KEYS = 0x1p63;

    private final Section section;
    /** Names the memo that the sweep looks at next. Shorter than a memo's key, so it is none. */
    private final Bytes nextSwept;

    private final StateWriter writer = new StateWriter();

    StoredOrders(Section section) {
        this.section = section;
        this.nextSwept = section.key(new byte[] {0});
    }

    @Override
    public OrderMemo find(long first, long second) {
        byte[] bytes = section.get(key(first, second));
        return bytes == null ? null : OrderMemo.read(first, second, new StateReader(bytes));
    }

    @Override
    public void put(OrderMemo memo) {
        Bytes key = key(memo.first(), memo.second());
        memo.write(writer.reset());
        section.put(key, writer.toByteArray());
    }

    private Bytes key(long first, long second) {
        writer.reset().writeFixed(first);
        writer.writeFixed(second);
        return section.key(writer.toByteArray());
    }

    /** Keys are hashes and lie evenly, so a share of the memos is a share of the space of keys. */
    @Override
    public void sweep(long before, double share) {
        byte[] begin = section.get(nextSwept);
        Bytes next = end(begin, share);
        int left = MOST_SWEPT;
        try (KeyValueIterator<Bytes, byte[]> memos = section.range(begin == null ? null : Bytes.wrap(begin), next)) {
            while (memos.hasNext()) {
                KeyValue<Bytes, byte[]> entry = memos.next();
                if (entry.key.get().length != KEY_BYTES) {
                    continue;
                }
                if (left == 0) {
                    next = entry.key;
                    break;
                }
                drop(entry, before);
                left--;
            }
        }
        if (next != null || begin != null) {
            section.put(nextSwept, next == null ? null : next.get());
        }
    }

    /** Where this share of the space ends that begins there; null at the end of the space. */
    private Bytes end(byte[] begin, double share) {
        long from = begin == null ? 0 : first(begin);
        long step = Math.max(1, (long) (share * HALF_OF_KEYS)) << 1;
        long to = from + step;
        return share >= 1 || Long.compareUnsigned(to, from) <= 0 ? null : key(to, 0);
    }

    private static long first(byte[] key) {
        return ByteBuffer.wrap(key, Section.NAME_BYTES, Long.BYTES).getLong();
    }

    private void drop(KeyValue<Bytes, byte[]> entry, long before) {
        if (OrderMemo.read(0, 0, new StateReader(entry.value)).updatedAt() < before) {
            section.put(entry.key, null);
        }
    }
}

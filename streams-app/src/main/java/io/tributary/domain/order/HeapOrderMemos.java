package io.tributary.domain.order;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Memos in the order in which they were last put, so that those to be dropped come first. */
final class HeapOrderMemos implements OrderMemos {
    private record Key(long first, long second) {}

    private final Map<Key, OrderMemo> memos = new LinkedHashMap<>();

    @Override
    public OrderMemo find(long first, long second) {
        return memos.get(new Key(first, second));
    }

    @Override
    public void put(OrderMemo memo) {
        Key key = new Key(memo.first(), memo.second());
        memos.remove(key);
        memos.put(key, memo);
    }

    @Override
    public void sweep(long before, double share) {
        Iterator<OrderMemo> each = memos.values().iterator();
        while (each.hasNext() && each.next().updatedAt() < before) {
            each.remove();
        }
    }
}

package io.tributary.bench.job;

import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Order memos of the hand-written loop, and which of them changed. None gets old enough to be dropped. */
final class LimitOrders implements OrderMemos {
    private final OrderMemos memos = OrderMemos.inMemory();
    private final Set<OrderMemo> dirty = new LinkedHashSet<>();
    private final StateWriter writer = new StateWriter();

    @Override
    public OrderMemo find(long first, long second) {
        return memos.find(first, second);
    }

    @Override
    public void put(OrderMemo memo) {
        memos.put(memo);
        dirty.add(memo);
    }

    @Override
    public void sweep(long before, double share) {
        memos.sweep(before, share);
    }

    void writeChanges(BiConsumer<String, byte[]> changelog) {
        for (OrderMemo memo : dirty) {
            writer.reset().writeFixed(memo.first());
            writer.writeFixed(memo.second());
            String key = new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
            memo.write(writer.reset());
            changelog.accept("\u0000" + key, writer.toByteArray());
        }
        dirty.clear();
    }
}

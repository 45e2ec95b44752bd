package io.tributary.topology.merchant;

import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.Section;

/** A task's order memos in a section of its store: a line's hash to its memo. */
final class StoredOrders implements OrderMemos {
    private final HashedRecords records;
    private final StateWriter writer = new StateWriter();

    StoredOrders(Section section) {
        this.records = new HashedRecords(
                section, memo -> OrderMemo.read(0, 0, new StateReader(memo)).updatedAt());
    }

    @Override
    public OrderMemo find(long first, long second) {
        byte[] bytes = records.find(first, second);
        return bytes == null ? null : OrderMemo.read(first, second, new StateReader(bytes));
    }

    @Override
    public void put(OrderMemo memo) {
        memo.write(writer.reset());
        records.put(memo.first(), memo.second(), writer.toByteArray());
    }

    @Override
    public void sweep(long before, double share) {
        records.sweep(before, share);
    }
}

package io.tributary.bench.job;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.engine.StoredTask;
import io.tributary.pool.v1.Beat;
import io.tributary.topology.RecordOutput;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.merchant.MerchantCodec;
import io.tributary.topology.merchant.MerchantPartition;
import io.tributary.topology.merchant.TaskCodec;
import io.tributary.topology.state.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** One partition of the hand-written loop: merchants in a HashMap, and which of them changed. */
final class LimitPartition implements MerchantRepository {
    private final int number;
    private final Map<String, Held> merchants = new HashMap<>();
    private final List<Held> dirty = new ArrayList<>();
    private final StoredTask state = StoredTask.empty();
    private final WriterSchemas writers = WriterSchemas.inMemory();
    private final MerchantCodec codec = new MerchantCodec(writers);
    private final TaskCodec taskCodec = new TaskCodec(writers);
    private final LimitOrders orders = new LimitOrders();
    private final LimitWindows windows = new LimitWindows(writers);
    private final MerchantPartition work;

    private static final class Held {
        private final MerchantState merchant;
        private boolean dirty;

        Held(MerchantState merchant) {
            this.merchant = merchant;
        }
    }

    LimitPartition(int number, MerchantPolicy policy, RecordOutput output) {
        this.number = number;
        TaskMemos memos = TaskMemos.inMemory().withOrders(orders).withWindows(windows);
        this.work = new MerchantPartition(number, policy, state, this, memos, output, TopologyObserver.NONE);
    }

    int number() {
        return number;
    }

    void beat(Beat beat) {
        work.beatToItsEnd(beat);
    }

    void event(byte[] key, Object value) {
        work.event(new String(key, StandardCharsets.UTF_8), value);
    }

    void writeChanges(BiConsumer<String, byte[]> changelog) {
        for (Held held : dirty) {
            String id = held.merchant.id();
            codec.write(held.merchant, (part, bytes) -> changelog.accept(id + '\u0000' + part, bytes));
            held.dirty = false;
        }
        dirty.clear();
        orders.writeChanges(changelog);
        windows.writeChanges(changelog);
        taskCodec.write(state, (part, bytes) -> changelog.accept("\u0000task" + part, bytes));
    }

    @Override
    public MerchantState find(String merchantId) {
        Held held = merchants.get(merchantId);
        return held == null ? null : held.merchant;
    }

    @Override
    public MerchantState add(String merchantId) {
        Held held = new Held(new MerchantState(merchantId));
        merchants.put(merchantId, held);
        return changed(held);
    }

    @Override
    public void changed(MerchantState merchant) {
        changed(merchants.get(merchant.id()));
    }

    private MerchantState changed(Held held) {
        if (!held.dirty) {
            held.dirty = true;
            dirty.add(held);
        }
        return held.merchant;
    }

    @Override
    public Pass pass() {
        return Pass.over(merchants.values().stream().map(held -> held.merchant).toList());
    }
}

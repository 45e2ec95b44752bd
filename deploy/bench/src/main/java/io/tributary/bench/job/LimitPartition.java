package io.tributary.bench.job;

import io.tributary.domain.merchant.MerchantBook;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskState;
import io.tributary.pool.v1.Beat;
import io.tributary.topology.MerchantCodec;
import io.tributary.topology.MerchantPartition;
import io.tributary.topology.RecordOutput;
import io.tributary.topology.TaskCodec;
import io.tributary.topology.TopologyObserver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One partition of the hand-written loop: merchants in a HashMap, and which of them changed. */
final class LimitPartition implements MerchantBook {
    private final int number;
    private final Map<String, Held> merchants = new HashMap<>();
    private final List<Held> dirty = new ArrayList<>();
    private final Deque<Beat> beats = new ArrayDeque<>();
    private final TaskState state = new TaskState();
    private final MerchantCodec codec = new MerchantCodec();
    private final TaskCodec taskCodec = new TaskCodec();
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
        this.work = new MerchantPartition(number, policy, state, this, output, TopologyObserver.NONE);
    }

    int number() {
        return number;
    }

    /** Keeps a beat until the events have come to its time. */
    void beat(Beat beat) {
        beats.add(beat);
    }

    void event(byte[] key, Object value, long time) {
        while (!beats.isEmpty() && beats.peek().getTime() <= time) {
            work.beat(beats.poll());
        }
        work.event(new String(key, StandardCharsets.UTF_8), value, false);
    }

    /** No event is left: the beats after them. */
    void catchUp() {
        while (!beats.isEmpty()) {
            work.beat(beats.poll());
        }
    }

    void writeChanges(BiConsumer<String, byte[]> changelog) {
        for (Held held : dirty) {
            String id = held.merchant.id();
            codec.write(held.merchant, (part, bytes) -> changelog.accept(id + '\u0000' + part, bytes));
            held.dirty = false;
        }
        dirty.clear();
        taskCodec.write(state, (part, bytes) -> changelog.accept("\u0000task", bytes));
    }

    @Override
    public MerchantState find(String merchantId) {
        Held held = merchants.get(merchantId);
        return held == null ? null : held.merchant;
    }

    @Override
    public MerchantState change(String merchantId) {
        Held held = merchants.get(merchantId);
        return held == null ? null : changed(held);
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
    public void forEach(Consumer<MerchantState> visitor) {
        List.copyOf(merchants.values()).forEach(held -> visitor.accept(held.merchant));
    }
}

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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One partition of the hand-written loop: merchants in a HashMap, and which of them changed. */
final class LimitPartition implements MerchantBook {
    private final int number;
    private final Map<String, MerchantState> merchants = new HashMap<>();
    private final Set<MerchantState> dirty = new LinkedHashSet<>();
    private final TaskState state = new TaskState();
    private final MerchantCodec codec = new MerchantCodec();
    private final TaskCodec taskCodec = new TaskCodec();
    private final MerchantPartition work;

    LimitPartition(int number, MerchantPolicy policy, RecordOutput output) {
        this.number = number;
        this.work = new MerchantPartition(number, policy, state, this, output, TopologyObserver.NONE);
    }

    int number() {
        return number;
    }

    void beat(Beat beat) {
        work.beat(beat);
    }

    void event(byte[] key, Object value) {
        work.event(new String(key, StandardCharsets.UTF_8), value, false);
    }

    void writeChanges(BiConsumer<String, byte[]> changelog) {
        for (MerchantState merchant : dirty) {
            codec.write(merchant, (part, bytes) -> changelog.accept(merchant.id() + '\u0000' + part, bytes));
        }
        dirty.clear();
        taskCodec.write(state, (part, bytes) -> changelog.accept("\u0000task", bytes));
    }

    @Override
    public MerchantState find(String merchantId) {
        return merchants.get(merchantId);
    }

    @Override
    public MerchantState add(String merchantId) {
        MerchantState merchant = new MerchantState(merchantId);
        merchants.put(merchantId, merchant);
        return merchant;
    }

    @Override
    public void changed(MerchantState merchant) {
        dirty.add(merchant);
    }

    @Override
    public void forEach(Consumer<MerchantState> visitor) {
        List.copyOf(merchants.values()).forEach(visitor);
    }
}

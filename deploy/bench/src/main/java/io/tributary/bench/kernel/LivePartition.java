package io.tributary.bench.kernel;

import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.engine.StoredTask;
import io.tributary.topology.RecordOutput;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.merchant.MerchantCodec;
import io.tributary.topology.merchant.MerchantPartition;
import io.tributary.topology.merchant.TaskCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition in memory with all merchants of a workload, three in ten of them enrolled, granted and boosted. What is written at a
 * {@link #commit} is thrown away.
 */
final class LivePartition {
    private static final int BEATS_AHEAD = 5;

    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final StoredTask state = StoredTask.empty();
    private final WriterSchemas writers = WriterSchemas.inMemory();
    private final TaskCodec taskCodec = new TaskCodec(writers);
    private final MerchantCodec merchantCodec = new MerchantCodec(writers);
    private final Market market;
    private final MerchantPartition work;
    private long beats;
    private long now;

    LivePartition(WorkloadSettings settings, RecordOutput output) {
        this.market = new Market(settings);
        this.now = market.firstEvent() - (BEATS_AHEAD + 1) * Market.BEAT_MILLIS;
        this.work = new MerchantPartition(
                0,
                MerchantPolicy.of(300_000, 600_000, 15_000, Market.ZONE),
                state,
                merchants,
                TaskMemos.inMemory(),
                output,
                TopologyObserver.NONE);
        for (int rank = 0; rank < settings.merchants(); rank++) {
            work.event(Market.merchantId(rank), market.profile(rank));
        }
        for (int i = 0; i < BEATS_AHEAD; i++) {
            beat(now + Market.BEAT_MILLIS);
        }
    }

    Market market() {
        return market;
    }

    /** Time of the last beat, epoch milliseconds. */
    long now() {
        return now;
    }

    void event(String merchantId, Object event) {
        work.event(merchantId, event);
    }

    void beat(long time) {
        now = time;
        work.beatToItsEnd(market.beat(++beats, time));
    }

    /** Writes all that there is, as if all of it had changed: what is kept only until it is written is let go. */
    void commit() {
        all().forEach(merchant -> merchantCodec.write(merchant, (part, record) -> {}));
        taskCodec.write(state, (part, record) -> {});
    }

    List<MerchantState> all() {
        List<MerchantState> all = new ArrayList<>();
        merchants.pass().next(Integer.MAX_VALUE, all::add);
        return all;
    }
}

package io.tributary.topology;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.pool.BeatPlan;
import io.tributary.domain.pool.Pool;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.domain.pool.ProgrammePlan;
import io.tributary.engine.StoredTask;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.merchant.MerchantPartition;
import io.tributary.topology.pool.BeatRecords;
import io.tributary.topology.pool.PoolRecords;
import io.tributary.topology.rules.RuleRecords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Pool and merchant tasks joined by calls instead of topics: the same domain and the same records without brokers, for tests
 * that need days of traffic in seconds.
 */
public final class InProcessService {
    private final Pool pool;
    private final List<MerchantPartition> tasks = new ArrayList<>();
    private final Map<String, Programme> programmes = new TreeMap<>();
    private final Map<String, ReferenceList> lists = new TreeMap<>();
    private final Listener listener;

    /** Hears what the service publishes. */
    public interface Listener {
        /** Null: stop now. */
        void directive(String merchantId, BoostDirective directive);

        void ledger(LedgerEntry entry);

        void beat(Beat beat);

        void metric(ProgrammeMetric metric);

        /**
         * Each record of each topic, these included.
         *
         * @param value null for a tombstone
         * @param time timestamp of the record, epoch milliseconds
         */
        default void published(Topic<?> topic, String key, SpecificRecord value, long time) {}
    }

    public InProcessService(
            int merchantTasks, long stepMillis, long lifeMillis, long graceMillis, ZoneId zone, Listener listener) {
        this.pool = new Pool(new PoolPolicy(merchantTasks, stepMillis, true, lifeMillis));
        this.listener = listener;
        for (int number = 0; number < merchantTasks; number++) {
            tasks.add(new MerchantPartition(
                    number,
                    MerchantPolicy.of(lifeMillis, graceMillis, 0, zone),
                    StoredTask.empty(),
                    MerchantRepository.inMemory(),
                    OrderMemos.inMemory(),
                    this::sent,
                    TopologyObserver.NONE));
        }
    }

    public void programme(Programme programme) {
        programmes.put(programme.getProgrammeId(), programme);
        pool.put(RuleRecords.rules(programme));
    }

    /** Kill switch on. */
    public void stop(String scope) {
        pool.stop(scope);
    }

    /** Kill switch off. */
    public void lift(String scope) {
        pool.lift(scope);
    }

    public void list(ReferenceList list) {
        lists.put(list.getName(), list);
        pool.put(RuleRecords.list(list));
    }

    public void profile(MerchantProfile profile) {
        of(profile.getMerchantId()).event(profile.getMerchantId(), profile, true);
    }

    public void impression(String merchantId, Impression impression) {
        of(merchantId).event(merchantId, impression, false);
    }

    public void order(String merchantId, OrderLine line) {
        of(merchantId).event(merchantId, line, false);
    }

    /** One beat and all tasks' answers. */
    public Beat beat(long time) {
        BeatPlan plan = pool.beat(time);
        Beat beat = BeatRecords.beat(plan, programmes.values(), lists.values());
        for (ProgrammePlan programme : plan.programmes()) {
            ProgrammeMetric metric = BeatRecords.metric(plan, programme);
            listener.metric(metric);
            listener.published(Topics.PROGRAMME_METRICS, metric.getProgrammeId(), metric, time);
        }
        listener.beat(beat);
        listener.published(Topics.BEATS, "beat", beat, time);
        tasks.forEach(task -> task.beatToItsEnd(beat));
        return beat;
    }

    private MerchantPartition of(String merchantId) {
        return tasks.get(Math.floorMod(merchantId.hashCode(), tasks.size()));
    }

    private <T extends SpecificRecord> void sent(Topic<T> topic, String key, T value, long time) {
        listener.published(topic, key, value, time);
        if (topic == Topics.BOOST_DIRECTIVES) {
            listener.directive(key, (BoostDirective) value);
        } else if (value instanceof LedgerEntry entry) {
            listener.ledger(entry);
        } else if (value instanceof PoolReport report) {
            pool.put(PoolRecords.report(report));
        }
    }
}

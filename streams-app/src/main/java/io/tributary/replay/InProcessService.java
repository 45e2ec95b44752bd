package io.tributary.replay;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.entity.Entity;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.domain.pool.BeatPlan;
import io.tributary.domain.pool.Pool;
import io.tributary.domain.pool.ProgrammePlan;
import io.tributary.engine.StoredTask;
import io.tributary.entities.v1.EntityShares;
import io.tributary.entities.v1.ShopReport;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.EntityRecords;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.merchant.MerchantPartition;
import io.tributary.topology.pool.BeatRecords;
import io.tributary.topology.pool.PoolRecords;
import io.tributary.topology.rules.ListRecords;
import io.tributary.topology.rules.RuleCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * The pool and the merchant partitions joined by calls instead of topics: the service's own decisions on the service's own
 * records, days of traffic in seconds. Rules and events go in, {@link #beat} moves time on, and the listener hears what comes out.
 * The same inputs in the same order give the same outputs.
 *
 * <p>It is not the service: there are no topics, brokers or transactions; nothing is kept, so nothing survives the process; what
 * cannot be used is thrown back and not put aside; and merchants are spread over partitions by another hash than Kafka's, so that
 * a merchant's partition may be another than in the service.
 *
 * <p>Times are epoch milliseconds UTC, money is minor units. Confined to one thread, the listener's calls included; the listener
 * must not call back into it.
 */
public final class InProcessService {
    private static final String BEAT_KEY = "beat";

    private final Pool pool;
    private final List<MerchantPartition> partitions = new ArrayList<>();
    private final Map<String, Programme> programmes = new TreeMap<>(ProgrammeKey.ORDER);
    private final Map<String, ReferenceList> lists = new TreeMap<>();
    private final Map<String, Entity> entities = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final ReplayListener listener;

    /** What an owner answers one of its shops. */
    private record Answer(String merchantId, EntityShares shares, long time) {}

    public InProcessService(InProcessSettings settings, ReplayListener listener) {
        this.pool = new Pool(settings.pool());
        this.listener = listener;
        for (int number = 0; number < settings.pool().merchantTasks(); number++) {
            partitions.add(new MerchantPartition(
                    number,
                    settings.merchants(),
                    StoredTask.empty(),
                    MerchantRepository.inMemory(),
                    TaskMemos.inMemory(),
                    this::sent,
                    TopologyObserver.NONE));
        }
    }

    /**
     * Takes a version of a programme from the next beat on, or from the time that it says.
     *
     * @return false when this or a higher version is known already: nothing has changed then
     * @throws IllegalArgumentException naming the field and what it must be, or the clause; nothing has changed then
     */
    public boolean programme(Programme programme) {
        boolean isNew = pool.put(RuleCheck.programme(programme));
        if (isNew) {
            programmes.put(ProgrammeKey.of(programme), programme);
            forgetReplaced();
        }
        return isNew;
    }

    /** Takes a list, whole and of any size, from the next beat on. Returns and throws as {@link #programme} does. */
    public boolean list(ReferenceList list) {
        boolean isNew = pool.put(ListRecords.list(list));
        if (isNew) {
            lists.put(ListKey.of(list), list);
        }
        return isNew;
    }

    /**
     * Kill switch on, from the next beat on.
     *
     * @param scope as the key of a control: ALL, or a surface, programme or merchant
     * @throws IllegalArgumentException for a scope that does not exist
     */
    public void stop(String scope) {
        pool.stop(scope);
    }

    /** Kill switch off, from the next beat on. */
    public void lift(String scope) {
        pool.lift(scope);
    }

    /**
     * Takes a merchant's profile.
     *
     * @throws InvalidRecordException when it cannot be used; nothing has changed then
     */
    public void profile(MerchantProfile profile) {
        of(profile.getMerchantId()).event(profile.getMerchantId(), profile);
    }

    /** Takes a merchant's profile away. */
    public void withdraw(String merchantId) {
        of(merchantId).withdraw(merchantId);
    }

    /** Takes an impression of one of a merchant's items. Throws as {@link #profile} does. */
    public void impression(String merchantId, Impression impression) {
        of(merchantId).event(merchantId, impression);
    }

    /** Takes a merchant's order line. Throws as {@link #profile} does. */
    public void order(String merchantId, OrderLine line) {
        of(merchantId).event(merchantId, line);
    }

    /** Takes an event that is reported of a merchant. Throws as {@link #profile} does. */
    public void reported(String merchantId, MerchantEvent event) {
        of(merchantId).event(merchantId, event);
    }

    /** Takes what happened to a merchant's appeal or complaint. Throws as {@link #profile} does. */
    public void feedback(String merchantId, Feedback feedback) {
        of(merchantId).event(merchantId, feedback);
    }

    /**
     * Moves time on: one beat and all partitions' answers to it.
     *
     * @param time epoch milliseconds UTC, not before the last beat's
     * @throws IllegalArgumentException when time goes back
     */
    public Beat beat(long time) {
        Beat beat = send(time);
        for (int partition = 0; partition < partitions.size(); partition++) {
            answer(partition, beat);
        }
        return beat;
    }

    /**
     * The first half of {@link #beat}, for callers whose partitions lag: a beat of what has been reported so far. Each partition is
     * to {@link #answer} each beat, in their order; when it does is the caller's choice.
     */
    public Beat send(long time) {
        tellShops();
        BeatPlan plan = pool.beat(time);
        lists.values().removeIf(list -> !pool.holdsList(list.getName(), list.getVersion()));
        forgetReplaced();
        Beat beat = BeatRecords.beat(plan, programmes.values(), lists.values());
        for (ProgrammePlan programme : plan.programmes()) {
            ProgrammeMetric metric = BeatRecords.metric(plan, programme);
            listener.metric(metric);
            listener.published(Topics.PROGRAMME_METRICS, metric.getProgrammeId(), metric, time);
        }
        listener.beat(beat);
        listener.published(Topics.BEATS, BEAT_KEY, beat, time);
        return beat;
    }

    /** What owners answered to the reports of the last beat. */
    private void tellShops() {
        List<Answer> told = List.copyOf(answers);
        answers.clear();
        for (Answer each : told) {
            listener.published(Topics.ENTITY_SHARES, each.merchantId, each.shares, each.time);
            of(each.merchantId).event(each.merchantId, each.shares);
        }
    }

    private void report(String owner, ShopReport report, long time) {
        entities.computeIfAbsent(owner, hash -> new Entity())
                .report(EntityRecords.report(report))
                .forEach((merchantId, answer) ->
                        answers.add(new Answer(merchantId, EntityRecords.answer(answer), time)));
    }

    private void forgetReplaced() {
        programmes.values().removeIf(programme -> !pool.holds(programme.getProgrammeId(), programme.getVersion()));
    }

    /** The second half of {@link #beat}, for one partition: it takes a beat that was sent, and reports. */
    public void answer(int partition, Beat beat) {
        partitions.get(partition).beatToItsEnd(beat);
    }

    /** The number of a merchant's partition, from 0. */
    public int partition(String merchantId) {
        return Math.floorMod(merchantId.hashCode(), partitions.size());
    }

    private MerchantPartition of(String merchantId) {
        return partitions.get(partition(merchantId));
    }

    private <T extends SpecificRecord> void sent(Topic<T> topic, String key, T value, long time) {
        listener.published(topic, key, value, time);
        if (topic == Topics.BOOST_DIRECTIVES) {
            listener.directive(key, (BoostDirective) value);
        } else if (value instanceof LedgerEntry entry) {
            listener.ledger(entry);
        } else if (value instanceof PoolReport report) {
            pool.put(PoolRecords.report(report));
        } else if (value instanceof ShopReport report) {
            report(key, report, time);
        }
    }
}

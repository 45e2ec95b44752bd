package io.tributary.topology;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.order.OrderMemos;
import io.tributary.domain.pool.Pool;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.engine.StoredTask;
import io.tributary.events.v1.Impression;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Pool and merchant tasks joined by queues instead of topics, on a wall clock that the test moves: a task takes what was sent until
 * the moment that the test says, so that it lags, stands still and catches up.
 */
public final class LaggingService {
    private final Pool pool;
    private final List<MerchantPartition> tasks = new ArrayList<>();
    private final List<Deque<Sent>> inboxes = new ArrayList<>();
    private final Map<String, Programme> programmes = new TreeMap<>();
    private final Map<String, ReferenceList> lists = new TreeMap<>();
    private final Listener listener;

    private record Sent(long time, Runnable work) {}

    /** Hears what the service publishes. */
    public interface Listener {
        /** Null: stop now. */
        void directive(String merchantId, BoostDirective directive);

        void ledger(LedgerEntry entry);

        void beat(Beat beat);
    }

    public LaggingService(int merchantTasks, long beatMillis, long lifeMillis, ZoneId zone, Listener listener) {
        this.pool = new Pool(new PoolPolicy(merchantTasks, beatMillis, false, lifeMillis));
        this.listener = listener;
        for (int number = 0; number < merchantTasks; number++) {
            inboxes.add(new ArrayDeque<>());
            tasks.add(new MerchantPartition(
                    number,
                    MerchantPolicy.of(lifeMillis, 600_000, 0, zone),
                    StoredTask.empty(),
                    MerchantRepository.inMemory(),
                    OrderMemos.inMemory(),
                    this::publish,
                    TopologyObserver.NONE));
        }
    }

    public void programme(Programme programme) {
        programmes.put(programme.getProgrammeId(), programme);
        pool.put(RuleRecords.rules(programme));
    }

    public void list(ReferenceList list) {
        lists.put(list.getName(), list);
        pool.put(RuleRecords.list(list));
    }

    public int task(String merchantId) {
        return Math.floorMod(merchantId.hashCode(), tasks.size());
    }

    public void profile(long time, MerchantProfile profile) {
        String id = profile.getMerchantId();
        send(time, task(id), () -> tasks.get(task(id)).event(id, profile, true));
    }

    public void impression(long time, String merchantId, Impression impression) {
        send(time, task(merchantId), () -> tasks.get(task(merchantId)).event(merchantId, impression, false));
    }

    /** A beat, to be taken by the tasks when they come to it. */
    public void beat(long time) {
        Beat beat = BeatRecords.beat(pool.beat(time), programmes.values(), lists.values());
        listener.beat(beat);
        for (int task = 0; task < tasks.size(); task++) {
            MerchantPartition partition = tasks.get(task);
            send(time, task, () -> partition.beatToItsEnd(beat));
        }
    }

    /** Has a task take what was sent until a moment. */
    public void work(int task, long until) {
        Deque<Sent> inbox = inboxes.get(task);
        while (!inbox.isEmpty() && inbox.peek().time <= until) {
            inbox.poll().work.run();
        }
    }

    private void send(long time, int task, Runnable work) {
        inboxes.get(task).add(new Sent(time, work));
    }

    private <T extends SpecificRecord> void publish(Topic<T> topic, String key, T value, long time) {
        if (topic == Topics.BOOST_DIRECTIVES) {
            listener.directive(key, (BoostDirective) value);
        } else if (value instanceof LedgerEntry entry) {
            listener.ledger(entry);
        } else if (value instanceof PoolReport report) {
            pool.put(PoolRecords.report(report));
        }
    }
}

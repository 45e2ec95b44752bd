package io.tributary.topology.pool;

import io.tributary.domain.pool.Pool;
import io.tributary.domain.pool.ProgrammePlan;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.state.v1.PoolHeadState;
import io.tributary.state.v1.SteeringState;
import io.tributary.topology.rules.ListParts;
import io.tributary.topology.rules.ListRecords;
import io.tributary.topology.rules.RuleRecords;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps all the pool knows, so that it goes on after a restart as if there had been none.
 */
public final class PoolStore {
    private static final String HEAD = "head";
    private static final String CLOCK = "clock";
    private static final String PROGRAMME = "programme/";
    private static final String LIST = "list/";
    private static final String CONTROL = "control/";
    private static final String REPORT = "report/";
    private static final String STEERING = "steering/";
    private static final String SCHEMA = "schema/";

    private final KeyValueStore<String, byte[]> store;
    private final StateCodec<Programme> programmeCodec;
    private final StateCodec<ReferenceList> listCodec;
    private final StateCodec<PoolReport> reportCodec;
    private final StateCodec<PoolHeadState> headCodec;
    private final StateCodec<SteeringState> steeringCodec;
    private final SortedMap<String, Programme> programmes = new TreeMap<>(ProgrammeKey.ORDER);
    private final SortedMap<String, ReferenceList> lists = new TreeMap<>();

    PoolStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        WriterSchemas writers = WriterSchemas.in(store, SCHEMA);
        programmeCodec = new StateCodec<>(Programme.getClassSchema(), writers);
        listCodec = new StateCodec<>(ReferenceList.getClassSchema(), writers);
        reportCodec = new StateCodec<>(PoolReport.getClassSchema(), writers);
        headCodec = new StateCodec<>(PoolHeadState.getClassSchema(), writers);
        steeringCodec = new StateCodec<>(SteeringState.getClassSchema(), writers);
    }

    /** Versions in force and announced, those of a programme one after the other. */
    Collection<Programme> programmes() {
        return programmes.values();
    }

    /** Keys of these. */
    Collection<String> programmeKeys() {
        return programmes.keySet();
    }

    Collection<ReferenceList> lists() {
        return lists.values();
    }

    /** Scopes under the kill switch. */
    Collection<String> stops() {
        List<String> scopes = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> stops = store.range(CONTROL, CONTROL + Character.MAX_VALUE)) {
            stops.forEachRemaining(entry -> scopes.add(name(entry.key, CONTROL)));
        }
        return scopes;
    }

    void loadInto(Pool pool) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                load(pool, entry.key, entry.value);
            }
        }
        ListParts.joinAll(lists.values()).forEach(list -> pool.put(ListRecords.list(list)));
        programmes.values().forEach(programme -> pool.put(RuleRecords.rules(programme)));
    }

    private void load(Pool pool, String key, byte[] value) {
        if (key.equals(HEAD)) {
            pool.restore(SteeringRecords.head(headCodec.decode(value)));
        } else if (key.startsWith(STEERING)) {
            pool.restore(name(key, STEERING), SteeringRecords.steering(steeringCodec.decode(value)));
        } else if (key.startsWith(REPORT)) {
            pool.put(PoolRecords.report(reportCodec.decode(value)));
        } else if (key.startsWith(CONTROL)) {
            pool.stop(name(key, CONTROL));
        } else if (key.startsWith(LIST)) {
            ReferenceList list = listCodec.decode(value);
            lists.put(ListKey.of(list), list);
        } else if (key.startsWith(PROGRAMME)) {
            Programme programme = programmeCodec.decode(value);
            programmes.put(ProgrammeKey.of(programme), programme);
        } else if (!key.equals(CLOCK) && !key.startsWith(SCHEMA)) {
            throw new IllegalStateException("store " + PoolTopology.STORE + ": key " + key + " is of no known kind");
        }
    }

    /**
     * @throws IllegalArgumentException when all programmes and lists would be too large for a beat with this one
     */
    void requireRoomFor(Programme programme) {
        SortedMap<String, Programme> next = new TreeMap<>(programmes);
        next.put(ProgrammeKey.of(programme), programme);
        RuleSizes.check(next.values(), lists.values());
    }

    /** The same for a list. */
    void requireRoomFor(ReferenceList list) {
        RuleSizes.checkRecord(list);
        SortedMap<String, ReferenceList> next = new TreeMap<>(lists);
        next.put(ListKey.of(list), list);
        RuleSizes.check(programmes.values(), next.values());
    }

    void keep(Programme programme) {
        programmes.put(ProgrammeKey.of(programme), programme);
        store.put(PROGRAMME + ProgrammeKey.of(programme), programmeCodec.encode(programme));
    }

    /** All its versions, and its steering. */
    void forgetProgramme(String id) {
        forgetVersions(programme -> programme.getProgrammeId().equals(id));
        store.delete(STEERING + id);
    }

    /** Those that the pool holds no more: others have replaced them. */
    void forgetReplaced(Pool pool) {
        forgetVersions(programme -> !pool.holds(programme.getProgrammeId(), programme.getVersion()));
    }

    private void forgetVersions(Predicate<Programme> which) {
        List<String> keys = new ArrayList<>();
        programmes.forEach((key, programme) -> {
            if (which.test(programme)) {
                keys.add(key);
            }
        });
        for (String key : keys) {
            programmes.remove(key);
            store.delete(PROGRAMME + key);
        }
    }

    /** How many versions of a programme are in force or announced. */
    long versions(String id) {
        return programmes.values().stream()
                .filter(programme -> programme.getProgrammeId().equals(id))
                .count();
    }

    /** The version of that key; null when there is none. */
    Programme programme(String key) {
        return programmes.get(key);
    }

    void keep(ReferenceList list) {
        lists.put(ListKey.of(list), list);
        store.put(LIST + ListKey.of(list), listCodec.encode(list));
    }

    /**
     * The version that a record that is not kept yet is a part of; nothing as long as another part of it lacks.
     *
     * @throws IllegalArgumentException when it does not belong to the others
     */
    Optional<ReferenceList> whole(ReferenceList part) {
        SortedMap<String, ReferenceList> parts = new TreeMap<>(lists);
        parts.values()
                .removeIf(each -> !each.getName().equals(part.getName()) || each.getVersion() != part.getVersion());
        parts.put(ListKey.of(part), part);
        return ListParts.join(parts.values());
    }

    /** The record of that key, or null. */
    ReferenceList list(String key) {
        return lists.get(key);
    }

    void forgetList(String key) {
        lists.remove(key);
        store.delete(LIST + key);
    }

    /** Forgets the records of versions of lists that the pool has forgotten. */
    void forgetReplacedLists(Pool pool) {
        lists.values().stream()
                .filter(list -> !pool.holdsList(list.getName(), list.getVersion()))
                .filter(list -> !pool.isNewList(list.getName(), list.getVersion()))
                .map(ListKey::of)
                .toList()
                .forEach(this::forgetList);
    }

    void keepStop(String scope) {
        store.put(CONTROL + scope, new byte[0]);
    }

    void forgetStop(String scope) {
        store.delete(CONTROL + scope);
    }

    void keep(PoolReport report) {
        store.put(REPORT + report.getTask(), reportCodec.encode(report));
    }

    /** Times of the event clock whose beats have not begun. */
    public List<Long> clock() {
        byte[] kept = store.get(CLOCK);
        List<Long> times = new ArrayList<>();
        LongBuffer buffer = ByteBuffer.wrap(kept == null ? new byte[0] : kept).asLongBuffer();
        while (buffer.hasRemaining()) {
            times.add(buffer.get());
        }
        return times;
    }

    public void keepClock(Collection<Long> times) {
        ByteBuffer buffer = ByteBuffer.allocate(times.size() * Long.BYTES);
        times.forEach(buffer::putLong);
        store.put(CLOCK, buffer.array());
    }

    /** Keeps what a beat has changed. */
    void keepBeat(Pool pool, Collection<ProgrammePlan> plans) {
        store.put(HEAD, headCodec.encode(SteeringRecords.head(pool.head())));
        for (ProgrammePlan plan : plans) {
            String id = plan.rules().id();
            store.put(STEERING + id, steeringCodec.encode(SteeringRecords.steering(pool.steering(id))));
        }
    }

    private static String name(String key, String kind) {
        return key.substring(kind.length());
    }
}

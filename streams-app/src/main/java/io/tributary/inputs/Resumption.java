package io.tributary.inputs;

import io.tributary.domain.input.InputKind;
import io.tributary.domain.input.Position;
import io.tributary.domain.input.Verdict;
import io.tributary.domain.input.Verdict.Action;
import io.tributary.domain.state.StateVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Has an application go on where its state stands: compares its inputs with its positions before it starts. */
public final class Resumption {
    /** A partition of profiles that is read whole at each start, which takes less than a tenth of a second. */
    private static final long SMALL = 50_000;

    private final Brokers brokers;
    private final PositionLog log;
    private final PositionTrail trail;
    private final Consumer<String> progress;

    /**
     * @param client properties of plain clients
     * @param progress is told in a line what was mended
     */
    public Resumption(Admin admin, Map<String, Object> client, PositionTrail trail, Consumer<String> progress) {
        this.brokers = new Brokers(admin);
        this.log = new PositionLog(client, trail);
        this.trail = trail;
        this.progress = progress;
    }

    /**
     * How an application goes on.
     *
     * @param reviewed partitions whose compacted inputs are to be read whole, because tombstones may be gone that were not read
     * @param begun whether there is an offset for each partition of each input
     * @param clusterId of the cluster
     * @param changelogId of the store's changelog, empty before it exists
     */
    public record Resumed(Set<Integer> reviewed, boolean begun, String clusterId, String changelogId) {
        public Resumed {
            reviewed = Set.copyOf(reviewed);
        }
    }

    /** Brings the topic of positions about. */
    public void createTopic(int replication) {
        if (brokers.topics(List.of(trail.topic())).isEmpty()) {
            brokers.createPositions(trail.topic(), replication);
        }
    }

    /**
     * Compares, mends what can be mended, and refuses the rest.
     *
     * @param tombstoneMillis how long the compacted inputs keep tombstones at least
     * @return how each of the applications goes on, by its group
     * @throws LostInputException when numbers would be wrong
     * @throws KafkaException when the brokers do not answer yet
     */
    public Map<String, Resumed> resume(Collection<InputSet> sets, long tombstoneMillis) {
        Map<String, Boolean> live = new HashMap<>();
        sets.forEach(set -> live.put(set.group(), brokers.hasMembers(set.group())));
        Positions known = known(live);
        String cluster = brokers.clusterId();
        Map<String, Resumed> resumed = new HashMap<>();
        for (InputSet set : sets) {
            refuseOther(set, known.cluster(), cluster);
            resumed.put(set.group(), resume(set, known, live.get(set.group()), cluster, tombstoneMillis));
        }
        return resumed;
    }

    private Resumed resume(InputSet set, Positions known, boolean live, String cluster, long tombstoneMillis) {
        Map<TopicPartition, OffsetAndMetadata> committed = live ? Map.of() : brokers.committed(set.group());
        Inspection found = new Inspection(set, known, committed, brokers);
        refuseOtherVersion(set, found.versionTrouble());
        Map<TopicPartition, Verdict> verdicts = live ? Map.of() : found.verdicts();
        refuse(set, found, live ? others(set, found) : stops(verdicts), live ? "" : found.storeTrouble());
        set.inputs().keySet().forEach(topic -> trail.reads(topic, found.topicId(topic)));
        trail.reads(set.changelog(), found.topicId(set.changelog()));
        trail.skips(set.group(), known.skipped(set.group()));
        // Others of the group may be of the version before: from here on the state may hold what this one writes.
        if (known.stateVersion(set.group()) < StateVersion.current()) {
            log.write(List.of(trail.record(Positions.stateKey(set.group()), Integer.toString(StateVersion.current()))));
        }
        // When somebody was quicker, he has set them, and goes on from there.
        boolean done = brokers.set(set.group(), offsets(found, verdicts));
        if (done) {
            tell(set, verdicts);
            log.write(corrections(set, found, known, verdicts, cluster));
        }
        return new Resumed(
                reviewed(set, found, verdicts, tombstoneMillis),
                hasBegun(set, found, done ? verdicts : Map.of()),
                cluster,
                found.topicId(set.changelog()));
    }

    private static boolean hasBegun(InputSet set, Inspection found, Map<TopicPartition, Verdict> verdicts) {
        for (String topic : set.internal()) {
            for (TopicPartition partition : found.partitions(topic)) {
                if (!verdicts.containsKey(partition) && found.position(partition) == null) {
                    return false;
                }
            }
        }
        return set.internal().stream().noneMatch(topic -> found.topicId(topic).isEmpty());
    }

    /** What transactions of an instance that was killed have written is neither there nor not, for some seconds. */
    private Positions known(Map<String, Boolean> live) {
        boolean allLive = live.values().stream().allMatch(each -> each);
        long end = allLive ? 0 : brokers.ends(Set.of(log.partition())).get(log.partition());
        return log.read(end)
                .orElseThrow(() -> new KafkaException("a transaction is open of an instance that was killed"));
    }

    private static void refuseOther(InputSet set, String known, String found) {
        if (!known.isEmpty() && !known.equals(found)) {
            throw new LostInputException(set.group() + " stands where another cluster's topics were (" + known
                    + ", this one is " + found + "): correct bootstrap.servers, or take this one's topics for new with"
                    + " `tributary positions accept`");
        }
    }

    private static void refuseOtherVersion(InputSet set, String trouble) {
        if (!trouble.isEmpty()) {
            throw new LostInputException(set.group() + ": " + set.changelog() + " " + trouble
                    + ". Start a service of a version in between, or stop all instances and lose the state with"
                    + " `tributary state rebuild`, which says what cannot be made again");
        }
    }

    private static Map<TopicPartition, String> stops(Map<TopicPartition, Verdict> verdicts) {
        Map<TopicPartition, String> stops = new LinkedHashMap<>();
        verdicts.forEach((partition, verdict) -> {
            if (verdict.action() == Action.STOP) {
                stops.put(partition, verdict.words());
            }
        });
        return stops;
    }

    /** Of a group that others run: topics that are not those that were read. */
    private static Map<TopicPartition, String> others(InputSet set, Inspection found) {
        Map<TopicPartition, String> others = new LinkedHashMap<>();
        set.inputs().forEach((topic, kind) -> {
            for (TopicPartition partition : found.partitions(topic)) {
                Position position = found.position(partition);
                boolean other = position != null
                        && position.time() > 0
                        && !position.topicId().isEmpty()
                        && !position.topicId().equals(found.topicId(topic));
                if (other && kind == InputKind.EVENTS) {
                    others.put(partition, "was deleted and made again");
                }
            }
        });
        return others;
    }

    private static void refuse(InputSet set, Inspection found, Map<TopicPartition, String> stops, String store) {
        if (!store.isEmpty()) {
            throw new LostInputException(set.group() + ": " + set.changelog() + " " + store
                    + ". Bring it back, or stop all instances and start anew with `tributary positions forget`, or with no"
                    + " state from here on with `tributary positions accept`");
        }
        if (!stops.isEmpty()) {
            Map.Entry<TopicPartition, String> first =
                    stops.entrySet().iterator().next();
            String more = stops.size() == 1 ? "" : " (of " + stops.size() + " partitions the like)";
            throw new LostInputException(
                    set.group() + ": " + first.getKey() + " " + first.getValue() + more
                            + ". `tributary positions plan` shows all; `tributary positions accept` goes on without what is lost");
        }
    }

    private void tell(InputSet set, Map<TopicPartition, Verdict> verdicts) {
        verdicts.forEach((partition, verdict) -> {
            if (!verdict.words().isEmpty()) {
                String whole = verdict.action() == Action.READ_WHOLE ? ": it is read whole" : "";
                progress.accept(set.group() + ": " + partition + " " + verdict.words() + whole);
            }
        });
    }

    /** What the topic of positions does not say, or no longer rightly. */
    private List<ProducerRecord<byte[], byte[]>> corrections(
            InputSet set, Inspection found, Positions known, Map<TopicPartition, Verdict> verdicts, String cluster) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        verdicts.forEach((partition, verdict) -> {
            Position position = found.position(partition);
            String id = found.topicId(partition.topic());
            boolean right = position != null && position.offset() == verdict.offset() && id.equals(position.topicId());
            if (!right) {
                boolean adopted = verdict.action() == Action.GO_ON;
                boolean same = position != null && position.offset() == verdict.offset();
                boolean kept = adopted && !found.topicId(set.changelog()).isEmpty();
                long time = kept ? System.currentTimeMillis() : same ? position.time() : 0;
                records.add(PositionLog.position(
                        trail,
                        set.group(),
                        partition,
                        new Position(verdict.offset(), id, time),
                        found.offset(partition, verdict.offset()).metadata()));
            }
        });
        String changelog = found.topicId(set.changelog());
        if (!changelog.isEmpty()
                && known.changelog(set.group(), set.changelog()).isEmpty()) {
            records.add(trail.record(Positions.key(set.group(), set.changelog()), changelog));
        }
        if (known.cluster().isEmpty()) {
            records.add(trail.record(Positions.CLUSTER, cluster));
        }
        return records;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(
            Inspection found, Map<TopicPartition, Verdict> verdicts) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        verdicts.forEach((partition, verdict) -> {
            if (!found.hasCommitted(partition, verdict.offset())) {
                offsets.put(partition, found.offset(partition, verdict.offset()));
            }
        });
        return offsets;
    }

    private static Set<Integer> reviewed(
            InputSet set, Inspection found, Map<TopicPartition, Verdict> verdicts, long tombstoneMillis) {
        Set<Integer> reviewed = new HashSet<>();
        long now = System.currentTimeMillis();
        for (String topic : compacted(set)) {
            for (TopicPartition partition : found.partitions(topic)) {
                long last = found.lastCommit(partition.partition());
                Verdict verdict = verdicts.get(partition);
                Position position = found.position(partition);
                boolean mayLack = verdict != null && verdict.action() == Action.READ_WHOLE
                        || position != null && position.time() == 0
                        || found.start(partition) > 0
                        || now - last > tombstoneMillis;
                if (last > 0 && (mayLack || found.span(partition) <= SMALL)) {
                    reviewed.add(partition.partition());
                }
            }
        }
        return reviewed;
    }

    private static Set<String> compacted(InputSet set) {
        return new TreeMap<>(set.inputs())
                .entrySet().stream()
                        .filter(input -> input.getValue() == InputKind.COMPACTED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }
}

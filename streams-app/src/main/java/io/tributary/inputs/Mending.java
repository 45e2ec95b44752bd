package io.tributary.inputs;

import io.tributary.domain.input.Position;
import io.tributary.domain.input.Verdict;
import io.tributary.domain.input.Verdict.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a person can do about inputs that do not stand where the state does. Of a group that nobody is in. */
public final class Mending {
    private final Brokers brokers;
    private final PositionLog log;
    private final PositionTrail trail;

    /**
     * @param client properties of plain clients
     */
    public Mending(Admin admin, Map<String, Object> client, PositionTrail trail) {
        this.brokers = new Brokers(admin);
        this.log = new PositionLog(client, trail);
        this.trail = trail;
    }

    /**
     * A partition of an input.
     *
     * @param position where the state stands, -1 when that is not known
     * @param committed the group's offset, -1 when it has none
     * @param start of what is there
     * @param end of what is there
     * @param action what a start would do: GO_ON, SET, READ_WHOLE or STOP
     * @param words what is the matter, empty when nothing is
     */
    public record Row(
            String group,
            String topic,
            int partition,
            long position,
            long committed,
            long start,
            long end,
            String action,
            String words) {}

    /** Whether somebody is in the group: then nothing can be changed, and offsets move while they are looked at. */
    public boolean isLive(InputSet set) {
        return brokers.hasMembers(set.group());
    }

    /** Whether anything is known of where applications stand. */
    public boolean isKnown() {
        return !brokers.topics(List.of(trail.topic())).isEmpty();
    }

    /** A row for each partition of each input. */
    public List<Row> rows(InputSet set) {
        Map<TopicPartition, OffsetAndMetadata> committed = brokers.committed(set.group());
        Positions known = log.read();
        Inspection found = new Inspection(set, known, committed, brokers);
        List<Row> rows = new ArrayList<>();
        String cluster = brokers.clusterId();
        if (!known.cluster().isEmpty() && !known.cluster().equals(cluster)) {
            rows.add(stop(set, "cluster", "is " + cluster + ", and was " + known.cluster()));
        }
        found.verdicts().forEach((partition, verdict) -> {
            Position position = found.position(partition);
            OffsetAndMetadata offset = committed.get(partition);
            boolean there = !found.topicId(partition.topic()).isEmpty();
            rows.add(new Row(
                    set.group(),
                    partition.topic(),
                    partition.partition(),
                    position == null ? -1 : position.offset(),
                    offset == null ? -1 : offset.offset(),
                    there ? found.start(partition) : -1,
                    there ? found.start(partition) + found.span(partition) : -1,
                    verdict.action().name(),
                    verdict.words()));
        });
        for (String trouble : List.of(found.storeTrouble(), found.versionTrouble())) {
            if (!trouble.isEmpty()) {
                rows.add(stop(set, set.changelog(), trouble));
            }
        }
        return rows;
    }

    private static Row stop(InputSet set, String what, String words) {
        return new Row(set.group(), what, -1, -1, -1, -1, -1, Action.STOP.name(), words);
    }

    /**
     * Has the next start go on without what is lost.
     *
     * @return what was accepted, a line each
     */
    public List<String> accept(InputSet set) {
        Positions known = log.read();
        Map<TopicPartition, OffsetAndMetadata> committed = brokers.committed(set.group());
        Inspection found = new Inspection(set, known, committed, brokers);
        String cluster = brokers.clusterId();
        boolean moved = !known.cluster().isEmpty() && !known.cluster().equals(cluster);
        String trouble = found.storeTrouble();
        if (!found.hasPositions() && !trouble.isEmpty()) {
            throw new LostInputException(
                    set.group() + ": nothing says where its inputs stand: set the group's offsets with"
                            + " Kafka's kafka-consumer-groups.sh --reset-offsets, or start anew with `tributary positions forget`");
        }
        List<String> lines = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        found.verdicts().forEach((partition, verdict) -> {
            if (verdict.action() == Action.STOP) {
                lines.add(set.group() + ": " + partition + " " + verdict.words());
                records.add(accepted(set, found, partition, verdict));
                if (!found.topicId(partition.topic()).isEmpty()) {
                    offsets.put(partition, new OffsetAndMetadata(verdict.offset()));
                }
            } else if (!trouble.isEmpty() && set.kept().contains(partition.topic())) {
                records.add(position(set, found, partition, verdict.offset()));
            }
        });
        if (!trouble.isEmpty()) {
            lines.add(set.group() + ": " + set.changelog() + " " + trouble);
            String id = found.topicId(set.changelog());
            records.add(trail.record(Positions.key(set.group(), set.changelog()), id.isEmpty() ? null : id));
        }
        if (moved) {
            lines.add(set.group() + ": another cluster (" + cluster + ", was " + known.cluster() + ")");
            records.add(trail.record(Positions.CLUSTER, cluster));
        }
        log.write(records);
        brokers.set(set.group(), offsets);
        return lines;
    }

    private ProducerRecord<byte[], byte[]> accepted(
            InputSet set, Inspection found, TopicPartition partition, Verdict verdict) {
        return found.topicId(partition.topic()).isEmpty()
                ? trail.record(Positions.key(set.group(), partition), null)
                : position(set, found, partition, verdict.offset());
    }

    /** Without a time: what was read before is not kept any more. */
    private ProducerRecord<byte[], byte[]> position(
            InputSet set, Inspection found, TopicPartition partition, long offset) {
        Position position = new Position(offset, found.topicId(partition.topic()), 0);
        return PositionLog.position(trail, set.group(), partition, position, "");
    }

    /** Version of the state of an application, 0 when none was noted. */
    public int stateVersion(InputSet set) {
        return log.read().stateVersion(set.group());
    }

    /** Forgets state and positions: the next start reads all inputs from their beginning, as the first did. */
    public void forget(InputSet set) {
        Set<String> keys = log.read().keys(set.group());
        brokers.forget(set.group());
        brokers.deleteTopics(deleted(set));
        log.write(keys.stream().map(key -> trail.record(key, null)).toList());
    }

    /** Topics that go with the state. */
    public static List<String> deleted(InputSet set) {
        List<String> topics = new ArrayList<>(set.internal());
        topics.add(set.changelog());
        return topics;
    }
}

package io.tributary.inputs;

import io.tributary.domain.input.Found;
import io.tributary.domain.input.InputCheck;
import io.tributary.domain.input.Position;
import io.tributary.domain.input.StoreCheck;
import io.tributary.domain.input.Verdict;
import io.tributary.domain.state.StateVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What the brokers have of an application's inputs and store, held against what is known of them. Changes nothing. */
final class Inspection {
    private final InputSet set;
    private final Positions known;
    private final Map<String, TopicDescription> topics;
    private final Map<TopicPartition, OffsetAndMetadata> committed;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> ends;

    /**
     * @param committed offsets of the group
     * @throws KafkaException when the brokers do not answer, or a topic that must be there is not yet
     */
    Inspection(InputSet set, Positions known, Map<TopicPartition, OffsetAndMetadata> committed, Brokers brokers) {
        this.set = set;
        this.known = known;
        this.committed = committed;
        List<String> asked = new ArrayList<>(set.inputs().keySet());
        asked.add(set.changelog());
        this.topics = brokers.topics(asked);
        for (String input : set.inputs().keySet()) {
            if (!topics.containsKey(input) && !set.internal().contains(input)) {
                throw new KafkaException("topic " + input + " is not there yet");
            }
        }
        List<TopicPartition> partitions = new ArrayList<>();
        topics.keySet().forEach(topic -> partitions.addAll(partitions(topic)));
        this.starts = brokers.starts(partitions);
        this.ends = brokers.ends(partitions);
    }

    /** Partitions of a topic; none when it does not exist. */
    List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        TopicDescription found = topics.get(topic);
        int count = found == null ? 0 : found.partitions().size();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    /** Id of a topic; empty when it does not exist. */
    String topicId(String topic) {
        TopicDescription found = topics.get(topic);
        return found == null ? "" : found.topicId().toString();
    }

    /** Records between begin and end of a partition, at most. */
    long span(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L) - starts.getOrDefault(partition, 0L);
    }

    long start(TopicPartition partition) {
        return starts.get(partition);
    }

    /** What is to be done about each partition of each input. */
    SortedMap<TopicPartition, Verdict> verdicts() {
        SortedMap<TopicPartition, Verdict> verdicts = new TreeMap<>((a, b) -> {
            int byTopic = a.topic().compareTo(b.topic());
            return byTopic == 0 ? Integer.compare(a.partition(), b.partition()) : byTopic;
        });
        boolean begun = !known.of(set.group()).isEmpty();
        set.inputs().forEach((topic, kind) -> {
            boolean empty = partitions(topic).stream().allMatch(partition -> span(partition) == 0);
            for (TopicPartition partition : partitions(topic)) {
                OffsetAndMetadata offset = committed.get(partition);
                Found found = new Found(
                        offset == null ? Found.NONE : offset.offset(),
                        starts.get(partition),
                        ends.get(partition),
                        topicId(topic),
                        empty);
                boolean isNew = begun && !set.internal().contains(topic);
                verdicts.put(partition, InputCheck.of(kind, position(partition), isNew, found));
            }
            lost(topic)
                    .forEach(partition -> verdicts.put(
                            partition,
                            new Verdict(Verdict.Action.STOP, 0, "is gone, and what had not been read with it")));
        });
        return verdicts;
    }

    /** Partitions that were read of a topic that exists no more; others come with a wrong number of partitions or not at all. */
    private List<TopicPartition> lost(String topic) {
        return topics.containsKey(topic)
                ? List.of()
                : known.of(set.group()).entrySet().stream()
                        .filter(entry -> entry.getKey().topic().equals(topic)
                                && entry.getValue().position().time() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Whether anything says where the inputs stand. */
    boolean hasPositions() {
        return !known.of(set.group()).isEmpty() || !committed.isEmpty();
    }

    /** What is the matter with the store; empty when nothing is. */
    String storeTrouble() {
        boolean positions = hasPositions();
        List<TopicPartition> changelog = partitions(set.changelog());
        boolean empty = positions
                ? changelog.stream().anyMatch(partition -> span(partition) == 0 && hasState(partition.partition()))
                : changelog.stream().allMatch(partition -> span(partition) == 0);
        boolean state = known.of(set.group()).keySet().stream().anyMatch(input -> hasState(input.partition()))
                || committed.keySet().stream().anyMatch(input -> hasState(input.partition()));
        String words = StoreCheck.of(
                known.changelog(set.group(), set.changelog()), topicId(set.changelog()), state, positions, empty);
        return words;
    }

    /** What is the matter with the version of the state; empty when nothing is. Before there were versions a changelog was noted alone. */
    String versionTrouble() {
        int version = known.stateVersion(set.group());
        boolean state = !known.changelog(set.group(), set.changelog()).isEmpty();
        return !state || StateVersion.isReadable(version)
                ? ""
                : "holds state of version " + version
                        + (version == StateVersion.NONE ? " (from before there were versions)" : "")
                        + ", and this service is of version " + StateVersion.current()
                        + ", which reads that of one version before or after its own";
    }

    /** Whether something was read into the store's partition. */
    private boolean hasState(int partition) {
        for (String topic : set.kept()) {
            TopicPartition input = new TopicPartition(topic, partition);
            Position position = position(input);
            OffsetAndMetadata offset = committed.get(input);
            boolean read = position == null
                    ? offset != null && offset.offset() > 0
                    : position.time() > 0 && position.offset() > 0;
            if (read) {
                return true;
            }
        }
        return false;
    }

    /** Null when none is known. */
    Position position(TopicPartition input) {
        return known.of(set.group(), input).map(Positions.Entry::position).orElse(null);
    }

    /** Latest commit of anything that goes into a partition of the store, epoch milliseconds; 0 when there was none. */
    long lastCommit(int partition) {
        long last = 0;
        for (String topic : set.kept()) {
            Position position = position(new TopicPartition(topic, partition));
            last = position == null ? last : Math.max(last, position.time());
        }
        return last;
    }

    /** An offset with what Streams had kept beside it. */
    OffsetAndMetadata offset(TopicPartition input, long offset) {
        Map<Long, String> metadata = new HashMap<>();
        known.of(set.group(), input)
                .ifPresent(entry -> metadata.put(entry.position().offset(), entry.metadata()));
        OffsetAndMetadata of = committed.get(input);
        String kept = metadata.getOrDefault(offset, of == null ? "" : of.metadata());
        return new OffsetAndMetadata(offset, kept == null ? "" : kept);
    }

    boolean hasCommitted(TopicPartition input, long offset) {
        OffsetAndMetadata of = committed.get(input);
        return of != null && of.offset() == offset;
    }
}

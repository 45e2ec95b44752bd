package io.tributary.inputs;

import io.tributary.domain.input.Position;
import io.tributary.domain.state.StateVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What the topic of positions says: its newest values by key, both plain text so that any tool shows them.
 *
 * <pre>
 *   GROUP TOPIC PARTITION -&gt; OFFSET TIME TOPIC_ID [METADATA]   an input's position
 *   GROUP TOPIC           -&gt; TOPIC_ID                          a changelog that state was written to
 *   GROUP state           -&gt; VERSION                           of its state, as the newest service wrote it
 *   cluster               -&gt; CLUSTER_ID
 *   skip GROUP TOPIC PARTITION -&gt; FROM-TO ...               records that a person has had the group pass over
 * </pre>
 *
 * <p>Names of groups and topics have no spaces. Metadata are what Kafka Streams keeps with an offset.
 */
final class Positions {
    static final String CLUSTER = "cluster";
    private static final String UNKNOWN = "-";
    private static final String STATE = "state";

    private final Map<String, String> entries;

    /** A position with what Streams keeps beside the offset. */
    record Entry(Position position, String metadata) {}

    Positions(Map<String, String> entries) {
        this.entries = new HashMap<>(entries);
    }

    static String key(String group, TopicPartition input) {
        return group + " " + input.topic() + " " + input.partition();
    }

    static String key(String group, String changelog) {
        return group + " " + changelog;
    }

    static String stateKey(String group) {
        return group + " " + STATE;
    }

    static String value(Entry entry) {
        Position position = entry.position();
        String id = position.topicId().isEmpty() ? UNKNOWN : position.topicId();
        return position.offset() + " " + position.time() + " " + id
                + (entry.metadata().isEmpty() ? "" : " " + entry.metadata());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Optional<Entry> of(String group, TopicPartition input) {
        String value = entries.get(key(group, input));
        if (value == null) {
            return Optional.empty();
        }
        String[] parts = value.split(" ", 4);
        String id = parts[2].equals(UNKNOWN) ? "" : parts[2];
        Position position = new Position(Long.parseLong(parts[0]), id, Long.parseLong(parts[1]));
        return Optional.of(new Entry(position, parts.length > 3 ? parts[3] : ""));
    }

    /** Inputs of the group of which a position is known. */
    Map<TopicPartition, Entry> of(String group) {
        Map<TopicPartition, Entry> all = new HashMap<>();
        for (String key : entries.keySet()) {
            String[] parts = key.split(" ");
            if (parts.length == 3 && parts[0].equals(group)) {
                TopicPartition input = new TopicPartition(parts[1], Integer.parseInt(parts[2]));
                of(group, input).ifPresent(entry -> all.put(input, entry));
            }
        }
        return all;
    }

    /** Records that the group is to pass over. */
    SkippedRecords skipped(String group) {
        return SkippedRecords.of(group, entries);
    }

    /** Id of the changelog that the group wrote, empty when it is not known. */
    String changelog(String group, String changelog) {
        return entries.getOrDefault(key(group, changelog), "");
    }

    /** Version of the group's state, {@link StateVersion#NONE} when none was noted. */
    int stateVersion(String group) {
        return Integer.parseInt(entries.getOrDefault(stateKey(group), Integer.toString(StateVersion.NONE)));
    }

    /** Id of the cluster that this was written on, empty when it is not known. */
    String cluster() {
        return entries.getOrDefault(CLUSTER, "");
    }

    /** Keys of all that is known of a group. */
    Set<String> keys(String group) {
        return entries.keySet().stream()
                .filter(key -> key.startsWith(group + " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

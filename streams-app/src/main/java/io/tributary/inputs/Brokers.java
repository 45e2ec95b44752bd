package io.tributary.inputs;

import io.tributary.schemas.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What the brokers say of topics and groups. Every method throws KafkaException when they do not answer within some seconds. */
final class Brokers {
    private static final int ANSWER_SECONDS = 15;
    /** Read at each start: kept short, by compacting it soon. Written with the service's transactions: see {@link Topic.Writer#SERVICE}. */
    private static final Map<String, String> POSITIONS = Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            "4194304",
            "min.cleanable.dirty.ratio",
            "0.1",
            Topic.MILLIS_AHEAD,
            Topic.ANY_TIME);

    private final Admin admin;

    Brokers(Admin admin) {
        this.admin = admin;
    }

    String clusterId() {
        return get(admin.describeCluster().clusterId());
    }

    /** Those of the topics that exist. */
    Map<String, TopicDescription> topics(Collection<String> names) {
        Set<String> there = get(admin.listTopics().names());
        List<String> asked = names.stream().filter(there::contains).toList();
        return get(admin.describeTopics(asked).allTopicNames());
    }

    void createPositions(String topic, int replication) {
        Optional<Integer> one = Optional.of(1);
        Optional<Short> replicas = replication < 1 ? Optional.empty() : Optional.of((short) replication);
        try {
            get(admin.createTopics(List.of(new NewTopic(topic, one, replicas).configs(POSITIONS)))
                    .all());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Ends of the logs, whether what is there is committed or not. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** Whether anybody is in the group, or was until less than a session ago. */
    boolean hasMembers(String group) {
        try {
            ConsumerGroupDescription found =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
            return !found.members().isEmpty();
        } catch (KafkaException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return hasStreamsMembers(group);
            }
            throw e;
        }
    }

    /** Groups of the streams protocol are of another kind. */
    private boolean hasStreamsMembers(String group) {
        try {
            return !get(admin.describeStreamsGroups(List.of(group)).all())
                    .get(group)
                    .members()
                    .isEmpty();
        } catch (KafkaException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    /** The group's offsets when no transaction is about to change them. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(get(admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec()),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(group)));
            found.values().removeIf(offset -> offset == null);
            return found;
        } catch (KafkaException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** Sets offsets of a group. False, and nothing is done, when somebody has joined it meanwhile. */
    boolean set(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return true;
        }
        try {
            get(admin.alterConsumerGroupOffsets(group, offsets).all());
            return true;
        } catch (KafkaException e) {
            if (e.getCause() instanceof UnknownMemberIdException) {
                return false;
            }
            throw e;
        }
    }

    /** Forgets the offsets of a group that nobody is in. */
    void forget(String group) {
        try {
            get(admin.deleteConsumerGroups(List.of(group)).all());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    void deleteTopics(Collection<String> names) {
        get(admin.deleteTopics(topics(names).keySet()).all());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the brokers", e);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + ANSWER_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }
}

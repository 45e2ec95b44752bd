package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.testkit.BrokerAnswers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What lies on the brokers, and how far a group has come with it. */
final class Offsets implements AutoCloseable {
    private static final RecordsToDelete EVERYTHING = RecordsToDelete.beforeOffset(-1);

    private final Admin admin;

    Offsets(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    Admin admin() {
        return admin;
    }

    /** The end of each partition. */
    Map<TopicPartition, Long> ends(Collection<String> topics) {
        return ask(topics, OffsetSpec.latest());
    }

    /** The first record of each partition that is not older, epoch milliseconds UTC; -1 where there is none. */
    Map<TopicPartition, Long> at(String topic, long time) {
        return ask(List.of(topic), OffsetSpec.forTimestamp(time));
    }

    private Map<TopicPartition, Long> ask(Collection<String> topics, OffsetSpec what) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(topics).stream().collect(Collectors.toMap(each -> each, each -> what));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                BrokerAnswers.await(admin.listOffsets(asked).all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** What the group has committed; empty while there is none. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        BrokerAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, committed) -> {
                    if (committed != null) {
                        offsets.put(partition, committed.offset());
                    }
                });
        return offsets;
    }

    /** Removes what lies on a topic; its offsets go on from there. */
    void truncate(String topic) {
        BrokerAnswers.await(admin.deleteRecords(
                        partitions(List.of(topic)).stream().collect(Collectors.toMap(each -> each, each -> EVERYTHING)))
                .all());
    }

    /** Makes what the limit needs and Kafka Streams makes for itself. */
    void prepare(Job job, String applicationId) {
        if (job == Job.LIMIT) {
            NewTopic changelog = new NewTopic(applicationId + "-changelog", Arena.PARTITIONS, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact"));
            BrokerAnswers.await(admin.createTopics(List.of(changelog)).all());
        }
    }

    /** Deletes a job's own topics. */
    void clear(String applicationId) {
        List<String> own = BrokerAnswers.await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
        BrokerAnswers.await(admin.deleteTopics(own).all());
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, TopicDescription> described =
                BrokerAnswers.await(admin.describeTopics(topics).allTopicNames());
        return described.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}

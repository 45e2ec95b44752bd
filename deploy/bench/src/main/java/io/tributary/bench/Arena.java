package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.measure.Usage;
import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.TopicLayout;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.stack.LocalStack;
import io.tributary.stack.ProcessStatus;
import io.tributary.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The brokers and the registry that one bench runs on, with the service's topics, in a folder that is removed in the end. */
public final class Arena implements AutoCloseable {
    /** Partitions of the merchant-keyed topics. */
    public static final int PARTITIONS = 4;

    private static final int BROKER_MEGABYTES = 1_024;

    private final Path folder;
    private final LocalStack stack;
    private final Admin admin;
    private final AvroSerdes serdes;

    private Arena(Path folder, LocalStack stack) {
        this.folder = folder;
        this.stack = stack;
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        this.serdes = AvroSerdes.connect(stack.registryUrl(), Map.of());
    }

    /** Starts everything and makes the topics. */
    public static Arena open(Consumer<String> progress) {
        Path folder;
        try {
            folder = Files.createTempDirectory("tributary-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
        // Event times are simulated: nothing is refused for them, and nothing deleted.
        StackSettings settings = StackSettings.singleNode(folder.resolve("stack"))
                .withBrokerHeapMegabytes(BROKER_MEGABYTES)
                .withBrokerOverrides(Map.of(
                        "log.retention.check.interval.ms", "604800000",
                        "log.message.timestamp.after.max.ms", "9223372036854775807"));
        Arena arena = new Arena(folder, LocalStack.start(settings, progress));
        TopicAdmin.apply(arena.admin, new TopicLayout(PARTITIONS, 1, true));
        SchemaAdmin.register(arena.serdes.client());
        return arena;
    }

    public AvroSerdes serdes() {
        return serdes;
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** Settings of a job with a folder of its own. */
    public JobSettings settings(String applicationId, int commitMillis) {
        return new JobSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                applicationId,
                folder.resolve(applicationId),
                commitMillis);
    }

    /** What has been used by now. */
    public Usage usage(long events, long jobPid) {
        List<ProcessStatus> nodes = stack.status();
        return Usage.now(
                events,
                jobPid,
                nodes.get(0).pid(),
                List.of(nodes.get(1).pid(), ProcessHandle.current().pid()));
    }

    /** Records in these topics. */
    public long size(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(topics).stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return await(admin.listOffsets(asked).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Records of these topics that the group has committed. */
    public long committed(String group, Set<String> topics) {
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(each -> topics.contains(each.getKey().topic()) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    /** Makes what the limit needs and Kafka Streams makes for itself. */
    public void prepare(Job job, String applicationId) {
        if (job == Job.LIMIT) {
            NewTopic changelog = new NewTopic(applicationId + "-changelog", PARTITIONS, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact"));
            await(admin.createTopics(List.of(changelog)).all());
        }
    }

    /** Removes a job's topics and its folder. */
    public void clear(String applicationId) {
        List<String> own = await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
        await(admin.deleteTopics(own).all());
        delete(folder.resolve(applicationId));
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, TopicDescription> described =
                await(admin.describeTopics(topics).allTopicNames());
        return described.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker did not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " could not be removed", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        stack.close();
        delete(folder);
    }
}

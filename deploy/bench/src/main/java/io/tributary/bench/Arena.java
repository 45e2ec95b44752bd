package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.measure.Usage;
import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.TopicLayout;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.stack.BrokerJvm;
import io.tributary.stack.ChildProcess;
import io.tributary.stack.LocalStack;
import io.tributary.stack.ProcessStatus;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The brokers and the registry that one bench runs on, with the service's topics, in a folder that is removed in the end. Closing
 * takes everything down, also when the process is interrupted.
 */
public final class Arena implements AutoCloseable {
    /** Partitions of the merchant-keyed topics. */
    public static final int PARTITIONS = 4;

    private static final int BROKER_MEGABYTES = 1_024;

    private static volatile boolean interrupted;

    private final Path folder;
    private final List<ChildProcess> jobs = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::interrupt, "arena-shutdown");
    private LocalStack stack;
    private Offsets offsets;
    private AvroSerdes serdes;

    private Arena(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts everything and makes the topics. */
    public static Arena open(Consumer<String> progress) {
        Arena arena = new Arena(temporaryFolder());
        try {
            arena.start(progress);
            return arena;
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private void start(Consumer<String> progress) {
        StackSettings settings = StackSettings.singleNode(folder.resolve("stack"))
                .withBrokerJvm(new BrokerJvm(BROKER_MEGABYTES, true))
                .withBrokerOverrides(Cluster.ANY_EVENT_TIME);
        stack = LocalStack.start(settings, progress);
        offsets = new Offsets(stack.bootstrapServers());
        serdes = AvroSerdes.connect(stack.registryUrl(), Map.of());
        TopicAdmin.apply(offsets.admin(), new TopicLayout(PARTITIONS, 1, true));
        SchemaAdmin.register(serdes.client());
    }

    /** Whether the process is going down and took an arena with it: what fails then fails for that reason. */
    static boolean isInterrupted() {
        return interrupted;
    }

    private void interrupt() {
        interrupted = true;
        close();
    }

    public AvroSerdes serdes() {
        return serdes;
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** For clients that are not the bench's own. */
    public Cluster cluster() {
        return new Cluster(stack.bootstrapServers(), stack.registryUrl());
    }

    /** For files that go when it closes. */
    public Path folder() {
        return folder;
    }

    Offsets offsets() {
        return offsets;
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

    /**
     * Starts a job that does not outlive the arena.
     *
     * @param serviceSettings further settings, for the service
     * @param jvm further options of its JVM
     */
    public ChildProcess start(Job job, JobSettings settings, Map<String, String> serviceSettings, List<String> jvm) {
        ChildProcess process = job.start(settings, serviceSettings, jvm);
        jobs.removeIf(each -> !each.isAlive());
        jobs.add(process);
        return process;
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
        return offsets.ends(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records of these topics that the group has committed. */
    public long committed(String group, Set<String> topics) {
        return sum(offsets.committed(group), topics);
    }

    static long sum(Map<TopicPartition, Long> committed, Set<String> topics) {
        return committed.entrySet().stream()
                .filter(each -> topics.contains(each.getKey().topic()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Makes what the limit needs and Kafka Streams makes for itself. */
    public void prepare(Job job, String applicationId) {
        offsets.prepare(job, applicationId);
    }

    /** Removes a job's topics and its folder. */
    public void clear(String applicationId) {
        offsets.clear(applicationId);
        delete(folder.resolve(applicationId));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tributary-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
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
        } catch (IOException | UncheckedIOException e) {
            System.err.println("folder " + folder + " could not be removed: " + e.getMessage());
        }
    }

    /** Stops jobs, brokers and registry, and removes the folder. Calling it again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        jobs.forEach(ChildProcess::kill);
        if (offsets != null) {
            offsets.close();
        }
        if (stack != null) {
            stack.close();
        }
        delete(folder);
        if (Thread.currentThread() != hook) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down: the hook finds everything closed.
        }
    }
}
